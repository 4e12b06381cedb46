package dev.coffer.auth.social;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.auth.signin.EnterProven;
import dev.coffer.auth.signin.EnterProven.Entrance;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserResult;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs in whoever a provider account is linked to, and registers who has none where the provider vouches for an e-mail address that
 * nobody has. An address alone never opens an account that is there already: whoever has it at the provider need not be who has it here.
 */
final class SignInSocially {

    /** What became of it. */
    sealed interface Result {

        /** They are who they are; what it comes to is the entrance's business. */
        record Proven(Entrance entrance) implements Result {}

        record Refused(RefusalCode reason) implements Result {}

        record NotYet(RefusalCode reason, Duration pause) implements Result {}
    }

    private static final String NAMELESS = "User";

    private final ComeBack comeBack;
    private final SocialLinks links;
    private final LinkSocial link;
    private final Users users;
    private final CreateUser createUser;
    private final EnterProven enterProven;
    private final SocialSecrets secrets;
    private final Transactions transactions;

    SignInSocially(
            ComeBack comeBack,
            SocialLinks links,
            LinkSocial link,
            Users users,
            CreateUser createUser,
            EnterProven enterProven,
            SocialSecrets secrets,
            Transactions transactions) {
        this.comeBack = comeBack;
        this.links = links;
        this.link = link;
        this.users = users;
        this.createUser = createUser;
        this.enterProven = enterProven;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    /**
     * @param deviceToken of a device that stands for the second step, null for none
     * @throws CodedException UNAVAILABLE when the provider or the store is away, CONFLICT when the same account is signed in with for
     *     the first time twice at once
     */
    Result signIn(
            String tenantId, AskProvider.Answer answer, String binding, @Nullable String deviceToken, Client client) {
        return switch (comeBack.take(tenantId, answer, binding, null)) {
            case ComeBack.Result.Refused(SocialRefusal reason) -> new Result.Refused(reason);
            case ComeBack.Result.Known(Identity identity) -> enter(tenantId, identity, deviceToken, client);
        };
    }

    private Result enter(String tenantId, Identity identity, @Nullable String deviceToken, Client client) {
        User user = linked(tenantId, identity);
        if (user != null) {
            return new Result.Proven(enterProven.enter(user, deviceToken, client));
        }
        NewUser asked = asked(tenantId, identity);
        if (asked == null) {
            return new Result.Refused(SocialRefusal.SOCIAL_EMAIL_NOT_VERIFIED);
        }
        return switch (made(asked, identity)) {
            case UserResult.Done(User made) -> new Result.Proven(enterProven.enter(made, deviceToken, client));
            case UserResult.Refused(RefusalCode reason, var _)
            when reason == UserRefusal.CONTACT_UNAVAILABLE -> {
                // Taken just now by the same person in another tab, or else by anybody.
                User now = linked(tenantId, identity);
                yield now == null
                        ? new Result.Refused(SocialRefusal.SOCIAL_ACCOUNT_EXISTS)
                        : new Result.Proven(enterProven.enter(now, deviceToken, client));
            }
            case UserResult.Refused(RefusalCode reason, var _) -> new Result.Refused(reason);
            case UserResult.NotNow(RefusalCode reason, Duration pause) -> new Result.NotYet(reason, pause);
            case UserResult.ToConfirm _ -> throw new IllegalStateException("a verified address needs no confirmation");
        };
    }

    private UserResult made(NewUser asked, Identity identity) {
        try {
            return createUser.createVerified(asked, (unit, user) -> {
                var _ = link.insert(unit, user, identity);
            });
        } catch (SocialLinks.Taken taken) {
            return new UserResult.Refused(UserRefusal.CONTACT_UNAVAILABLE, null);
        }
    }

    /** A link outlives a registration that was undone: it belongs to nobody, and is removed. */
    private @Nullable User linked(String tenantId, Identity identity) {
        SocialLink found = links.find(tenantId, identity);
        if (found == null) {
            return null;
        }
        User user = users.find(tenantId, found.userId());
        if (user == null) {
            transactions.run(unit -> links.delete(unit, found));
        }
        return user;
    }

    /** Null where there is no address to register. The password is one that nobody knows; a reset gives another. */
    private @Nullable NewUser asked(String tenantId, Identity identity) {
        String email = identity.verifiedEmail();
        if (email == null) {
            return null;
        }
        try {
            return NewUser.parse(
                    tenantId,
                    email,
                    null,
                    displayName(identity.name()),
                    null,
                    secrets.make(),
                    null,
                    Set.of(BuiltInRoles.USER));
        } catch (CodedException unusable) {
            return null;
        }
    }

    private static String displayName(@Nullable String told) {
        if (told == null) {
            return NAMELESS;
        }
        StringBuilder name = new StringBuilder();
        told.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .limit(User.MAX_DISPLAY_NAME / 2)
                .forEach(name::appendCodePoint);
        String kept = name.toString().strip();
        return kept.isEmpty() ? NAMELESS : kept;
    }
}
