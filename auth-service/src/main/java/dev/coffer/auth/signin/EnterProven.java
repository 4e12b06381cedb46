package dev.coffer.auth.signin;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets in who has proven elsewhere, instead of by the password, to be a user: through the second step where they have one. */
public final class EnterProven {

    /** After this a client may ask again whether the account is set up. */
    private static final Duration SETTING_UP = Duration.ofSeconds(1);

    /** What the proof comes to. */
    public sealed interface Entrance {

        record SignedIn(Session session) implements Entrance {}

        /** @param required the member {@code SecondFactorRequired} of the answer */
        record SecondStep(Object required) implements Entrance {}

        /** @param pause after which to try again, null where that is of no use */
        record Refused(SignInRefusal reason, @Nullable Duration pause) implements Entrance {}

        /** The password was taken out of use for the user's protection: no other way in counts until there is another. */
        record NoPassword() implements Entrance {}
    }

    private final Credentials credentials;
    private final AskSecondStep askSecondStep;
    private final StartSession startSession;
    private final Transactions transactions;

    EnterProven(
            Credentials credentials,
            AskSecondStep askSecondStep,
            StartSession startSession,
            Transactions transactions) {
        this.credentials = credentials;
        this.askSecondStep = askSecondStep;
        this.startSession = startSession;
        this.transactions = transactions;
    }

    /**
     * @param deviceToken of a device that stands for the second step, null for none
     * @throws CodedException UNAVAILABLE when the store is away, CONFLICT when the password was changed meanwhile
     */
    public Entrance enter(User user, @Nullable String deviceToken, Client client) {
        return switch (user.status()) {
            case PENDING -> new Entrance.Refused(SignInRefusal.ACCOUNT_PENDING, SETTING_UP);
            case LOCKED, CLOSED -> new Entrance.Refused(SignInRefusal.ACCOUNT_LOCKED, null);
            case ACTIVE -> enterActive(user, deviceToken, client);
        };
    }

    private Entrance enterActive(User user, @Nullable String deviceToken, Client client) {
        PasswordHash password = credentials.find(user.tenantId(), user.id());
        if (password == null) {
            return new Entrance.NoPassword();
        }
        return transactions.inTransaction(unit -> {
            // The second step and remembered devices are bound to the password, and so to its change.
            if (!credentials.countUse(unit, user.tenantId(), user.id(), password)) {
                return new Entrance.NoPassword();
            }
            SecondFactorRequired required = askSecondStep.ask(unit, user, password, deviceToken);
            return required == null
                    ? new Entrance.SignedIn(startSession.start(unit, user, Strength.PASSWORD, client))
                    : new Entrance.SecondStep(required);
        });
    }
}
