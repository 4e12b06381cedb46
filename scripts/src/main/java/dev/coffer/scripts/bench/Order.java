package dev.coffer.scripts.bench;

import java.util.List;

/**
 * Something to ask of a ledger.
 *
 * @param legs carried out all or none; of a look, the wallets are read and nothing is moved
 */
record Order(boolean isLook, List<Leg> legs) {

    /** @param minor minor units, more than zero */
    record Leg(Account from, Account to, long minor) {}

    /** Which of the benchmark's wallets; {@code user} is 0 for those of the house. */
    record Account(Group group, int user) {

        static final Account WORLD = new Account(Group.WORLD, 0);
        static final Account BANK = new Account(Group.BANK, 0);

        static Account everyday(int user) {
            return new Account(Group.EVERYDAY, user);
        }

        static Account savings(int user) {
            return new Account(Group.SAVINGS, user);
        }

        static Account poor(int user) {
            return new Account(Group.POOR, user);
        }

        static Account onCredit(int user) {
            return new Account(Group.ON_CREDIT, user);
        }
    }

    /**
     * EVERYDAY and SAVINGS hold more than a benchmark can spend, POOR very little, ON_CREDIT nothing and may draw as much as
     * EVERYDAY holds; the house may go below zero.
     */
    enum Group {
        EVERYDAY,
        SAVINGS,
        POOR,
        ON_CREDIT,
        WORLD,
        BANK
    }

    static Order pay(Account from, Account to, long minor) {
        return new Order(false, List.of(new Leg(from, to, minor)));
    }

    /** From two accounts to a third, as one transfer. */
    static Order gather(Account first, Account second, Account to, long minor) {
        return new Order(false, List.of(new Leg(first, to, minor), new Leg(second, to, minor)));
    }

    static Order look(Account first, Account second) {
        return new Order(true, List.of(new Leg(first, second, 0)));
    }
}
