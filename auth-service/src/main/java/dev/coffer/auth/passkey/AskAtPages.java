package dev.coffer.auth.passkey;

import dev.coffer.auth.browser.PagePasskeys;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.signin.FindSignIn;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import org.jspecify.annotations.Nullable;

/** Has the pages ask for passkeys as the API does. */
final class AskAtPages implements PagePasskeys {

    private final AskPasskey ask;
    private final LogInWithPasskey logIn;
    private final FindSignIn findSignIn;

    AskAtPages(AskPasskey ask, LogInWithPasskey logIn, FindSignIn findSignIn) {
        this.ask = ask;
        this.logIn = logIn;
        this.findSignIn = findSignIn;
    }

    @Override
    public @Nullable String secondStep(String id) {
        User user = findSignIn.find(id);
        PasskeyRequest asked = user == null ? null : ask.of(user, Purpose.SECOND_STEP);
        return asked == null ? null : asked.options();
    }

    @Override
    public String alone(String tenantId) {
        return ask.toLogIn(tenantId).options();
    }

    @Override
    public Entry logIn(String tenantId, String credential, Client client) {
        return switch (logIn.logIn(tenantId, credential, client)) {
            case LogInWithPasskey.Result.SignedIn(Session session) -> new Entry.Entered(session);
            case LogInWithPasskey.Result.Refused(RefusalCode reason) -> new Entry.Refused(reason);
        };
    }
}
