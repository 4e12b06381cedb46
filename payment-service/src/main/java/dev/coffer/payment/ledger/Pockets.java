package dev.coffer.payment.ledger;

/** What a wallet holds, pocket by pocket. */
public record Pockets(Balance real, Balance bonus, Balance locked) {

    /** A new wallet's. */
    public static final Pockets EMPTY = new Pockets(Balance.ZERO, Balance.ZERO, Balance.ZERO);

    /**
     * The content of one pocket, in minor units.
     *
     * @param available what can be used now; below zero only where the wallet allows it
     * @param held what is set aside for something that is under way, never below zero
     */
    public record Balance(long available, long held) {

        public static final Balance ZERO = new Balance(0, 0);

        public Balance {
            if (held < 0) {
                throw new IllegalArgumentException("A pocket cannot hold back " + held + " minor units");
            }
        }

        long of(Part part) {
            return switch (part) {
                case AVAILABLE -> available;
                case HELD -> held;
            };
        }

        private Balance with(Part part, long amount) {
            return switch (part) {
                case AVAILABLE -> new Balance(amount, held);
                case HELD -> new Balance(available, amount);
            };
        }
    }

    public Balance of(Pocket pocket) {
        return switch (pocket) {
            case REAL -> real;
            case BONUS -> bonus;
            case LOCKED -> locked;
        };
    }

    /** True when nothing is in any pocket, neither available nor held. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    Pockets with(Pocket pocket, Part part, long amount) {
        Balance changed = of(pocket).with(part, amount);
        return switch (pocket) {
            case REAL -> new Pockets(changed, bonus, locked);
            case BONUS -> new Pockets(real, changed, locked);
            case LOCKED -> new Pockets(real, bonus, changed);
        };
    }
}
