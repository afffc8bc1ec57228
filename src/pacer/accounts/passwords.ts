/** Passwords are kept as argon2id hashes and compared in the worker pool, never on the event loop (spec/stack.md §9). */
import { hash, verify } from '@node-rs/argon2';
import type { Random } from '../../kernel/random.ts';
import type { HashingCost } from '../ports.ts';

/** The password's hash in PHC form, which carries its own cost and salt. */
export const hashPassword = (password: string, cost: HashingCost, random: Random): Promise<string> =>
  hash(password, {
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    salt: random.bytes(16),
  });

/** Whether the password is the one that was hashed. */
export const isPassword = (passwordHash: string, password: string): Promise<boolean> => verify(passwordHash, password);
