package dev.coffer.scripts.bench;

import dev.coffer.scripts.bench.Order.Account;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Who pays whom. */
enum Shape {
    /** Everybody pays everybody, each as likely. */
    UNIFORM {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int payer = random.nextInt(count);
            return Order.pay(Account.everyday(payer), Account.everyday(another(payer, random, count)), AMOUNT);
        }
    },
    /** A few are in nearly every payment, as on a market place: the k-th in 1/k as many as the first. */
    ZIPF {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int payer = users.next(random);
            int payee = users.next(random);
            while (payee == payer) {
                payee = users.next(random);
            }
            return Order.pay(Account.everyday(payer), Account.everyday(payee), AMOUNT);
        }
    },
    /** One house account is in every transfer, as in deposits, fees and bets: from the world to anybody. */
    HOUSE {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            return Order.pay(Account.WORLD, Account.everyday(random.nextInt(count)), AMOUNT);
        }
    },
    /** The same two house accounts in every transfer. */
    WORLD_TO_BANK {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            return Order.pay(Account.WORLD, Account.BANK, AMOUNT);
        }
    },
    /** Everybody pays one account, which is what a shop sees. */
    ANY_TO_BANK {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            return Order.pay(Account.everyday(random.nextInt(count)), Account.BANK, AMOUNT);
        }
    },
    /** Everybody pays everybody out of wallets that hold so little that many payments are refused. */
    ANY_BOUNDED {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int payer = random.nextInt(count);
            long amount = 1 + random.nextLong(2 * BenchBook.LITTLE);
            return Order.pay(Account.poor(payer), Account.poor(another(payer, random, count)), amount);
        }
    },
    /** Everybody pays everybody out of wallets that hold nothing and may be overdrawn without end. */
    ANY_UNBOUNDED {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int payer = random.nextInt(count);
            return Order.pay(Account.onCredit(payer), Account.onCredit(another(payer, random, count)), AMOUNT);
        }
    },
    /** The mix of SmallBank, by H-Store's shares: each user has an everyday wallet and savings. */
    SMALLBANK {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int user = random.nextInt(count);
            int other = another(user, random, count);
            int share = random.nextInt(100);
            if (share < 15) {
                return Order.gather(Account.savings(user), Account.everyday(user), Account.everyday(other), AMOUNT);
            } else if (share < 30) {
                return Order.look(Account.everyday(user), Account.savings(user));
            } else if (share < 45) {
                return Order.pay(Account.WORLD, Account.everyday(user), AMOUNT);
            } else if (share < 70) {
                return Order.pay(Account.everyday(user), Account.everyday(other), AMOUNT);
            } else if (share < 85) {
                return Order.pay(Account.WORLD, Account.savings(user), AMOUNT);
            }
            return Order.pay(Account.everyday(user), Account.WORLD, AMOUNT);
        }
    };

    private static final long AMOUNT = 1;

    /** @param users popularity of {@code count} users */
    abstract Order next(RandomGenerator random, Zipf users, int count);

    private static int another(int user, RandomGenerator random, int count) {
        return (user + 1 + random.nextInt(count - 1)) % count;
    }

    /** As in the report and as an option: "world_to_bank". */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with what there is */
    static Shape ofKey(String key) {
        for (Shape shape : values()) {
            if (shape.key().equals(key)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("There is no shape '" + key + "', but uniform, zipf, house, world_to_bank,"
                + " any_to_bank, any_bounded, any_unbounded and smallbank");
    }
}
