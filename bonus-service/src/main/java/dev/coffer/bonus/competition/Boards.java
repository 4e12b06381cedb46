package dev.coffer.bonus.competition;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The competitions of all tenants. */
interface Boards {

    /** Where a competition stands. */
    enum State {
        /** Bets count, or the results are waited for. */
        OPEN,
        /** The results stand; prizes are being given. */
        AWARDING,
        /** All prizes are given. */
        OVER
    }

    /** @param winners empty while it is open */
    record Standing(Board board, State state, List<Winner> winners) {

        public Standing {
            winners = List.copyOf(winners);
        }
    }

    /** Begins it where nobody has. @param due when its results may be looked for @return as it was begun, by this or another */
    Board begin(Board board, Instant due);

    @Nullable
    Standing find(String tenantId, String id);

    /** The one of the template that ends last. */
    @Nullable
    Standing latest(String tenantId, String code);

    /** Those that are not over and due, those that are due longest first. */
    List<Standing> due(Instant now, int limit);

    /** Looks at it again no sooner than then. */
    void postpone(Board board, Instant due);

    /** Fixes the results. @return false where they stand already */
    boolean close(UnitOfWork unit, Board board, List<Winner> winners);

    /** Marks a winner as looked at: what is given for it is given in the same transaction. @return false where it was marked before */
    boolean settle(UnitOfWork unit, Board board, String userId);

    /** Keeps what a winner was given. */
    void given(UnitOfWork unit, Board board, String userId, String awardId);

    /** Nothing more comes of it. @return false where it is known already */
    boolean end(UnitOfWork unit, Board board);
}
