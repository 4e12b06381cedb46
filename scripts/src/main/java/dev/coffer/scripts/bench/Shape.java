package dev.coffer.scripts.bench;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Who pays whom. */
enum Shape {
    /** Everybody pays everybody, each as likely. */
    UNIFORM {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            int payer = random.nextInt(count);
            return new Order(payer, (payer + 1 + random.nextInt(count - 1)) % count, AMOUNT);
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
            return new Order(payer, payee, AMOUNT);
        }
    },
    /** One house account is in every transfer, as in deposits, fees and bets. */
    HOUSE {
        @Override
        Order next(RandomGenerator random, Zipf users, int count) {
            return new Order(Order.WORLD, random.nextInt(count), AMOUNT);
        }
    };

    private static final long AMOUNT = 1;

    /** @param users popularity of {@code count} users */
    abstract Order next(RandomGenerator random, Zipf users, int count);

    /** As in the report: "uniform". */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A transfer to make.
     *
     * @param from number of the paying user, or {@value #WORLD} for the house
     * @param to number of the user who is paid
     * @param minor minor units, more than zero
     */
    record Order(int from, int to, long minor) {
        static final int WORLD = -1;
    }
}
