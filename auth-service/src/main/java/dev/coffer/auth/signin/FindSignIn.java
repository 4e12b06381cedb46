package dev.coffer.auth.signin;

import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Finds whose a sign-in is that waits for its second step. */
public final class FindSignIn {

    private final Challenges challenges;
    private final Users users;
    private final Transactions transactions;
    private final Clock clock;

    FindSignIn(Challenges challenges, Users users, Transactions transactions, Clock clock) {
        this.challenges = challenges;
        this.users = users;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param id as {@code login} answered it; null where there is no such sign-in any more, or its user is not active */
    public @Nullable User find(String id) {
        ChallengeToken token = ChallengeToken.read(id);
        Challenge challenge = token == null
                ? null
                : transactions.<@Nullable Challenge>inTransaction(
                        unit -> challenges.find(unit, token.tenantId(), token.digest()));
        if (challenge == null || !challenge.isOpen(clock.instant())) {
            return null;
        }
        User user = users.find(challenge.tenantId(), challenge.userId());
        return user != null && user.isActive() ? user : null;
    }
}
