package dev.coffer.bonus.occasion;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of all tenants. Whoever takes one has it for {@link #LEASE}, so that replicas do not do the same work; what is given
 * twice for one occasion is given once, lease or not.
 */
interface Rounds {

    /** From the last sign of life of whoever goes on with a round until another may. */
    Duration LEASE = Duration.ofSeconds(30);

    /**
     * Takes the round, if it is due and nobody has it.
     *
     * @param day where it begins that has never been taken
     */
    @Nullable
    Round take(Round.Key key, LocalDate day, Instant now);

    /** Keeps how far it has come, and the lease. @return false where another has it by now */
    boolean keep(Round round, Instant now);

    /** Gives it back until {@code next}. */
    void rest(Round round, Instant next);
}
