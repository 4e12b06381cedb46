package dev.coffer.auth.social;

import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.ProvePassword;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/**
 * Links provider accounts to the caller's and unlinks them. Both take the password: a stolen access token must not become a way in that
 * lasts, and whoever unlinks has another way to sign in.
 */
final class LinkSocial {

    /** What became of it. */
    sealed interface Result {

        record Done(SocialLink link) implements Result {}

        record Started(StartSocial.Result.Started start) implements Result {}

        record Refused(RefusalCode reason) implements Result {}

        /** The password was not even looked at. */
        record TriedTooOften(Duration pause) implements Result {}
    }

    private final StartSocial startSocial;
    private final ComeBack comeBack;
    private final SocialLinks links;
    private final Users users;
    private final ProvePassword provePassword;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    LinkSocial(
            StartSocial startSocial,
            ComeBack comeBack,
            SocialLinks links,
            Users users,
            ProvePassword provePassword,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.startSocial = startSocial;
        this.comeBack = comeBack;
        this.links = links;
        this.users = users;
        this.provePassword = provePassword;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when provider or store are away */
    Result start(Caller caller, SocialProvider provider, String redirectUri, Password password) {
        User user = user(caller);
        return proven(
                user, password, () -> switch (startSocial.start(user.tenantId(), provider, redirectUri, user.id())) {
                    case StartSocial.Result.Started started -> new Result.Started(started);
                    case StartSocial.Result.Refused(SocialRefusal reason) -> new Result.Refused(reason);
                });
    }

    /** @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when provider or store are away */
    Result complete(Caller caller, AskProvider.Answer answer, String binding) {
        User user = user(caller);
        return switch (comeBack.take(user.tenantId(), answer, binding, user.id())) {
            case ComeBack.Result.Refused(SocialRefusal reason) -> new Result.Refused(reason);
            case ComeBack.Result.Known(Identity identity) -> link(user, identity);
        };
    }

    private Result link(User user, Identity identity) {
        SocialLink found = links.find(user.tenantId(), identity);
        if (found != null) {
            return found.userId().equals(user.id())
                    ? new Result.Done(found)
                    : new Result.Refused(SocialRefusal.SOCIAL_ACCOUNT_TAKEN);
        }
        try {
            return new Result.Done(transactions.inTransaction(unit -> insert(unit, user, identity)));
        } catch (SocialLinks.Taken taken) {
            return new Result.Refused(SocialRefusal.SOCIAL_ALREADY_LINKED);
        }
    }

    /** @throws SocialLinks.Taken as {@link SocialLinks#insert} does */
    SocialLink insert(UnitOfWork unit, User user, Identity identity) {
        SocialLink link = new SocialLink(
                ids.next(),
                user.tenantId(),
                user.id(),
                identity.provider(),
                identity.issuer(),
                identity.subject(),
                identity.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        links.insert(unit, link);
        tell(unit, link, new SocialLinked(user.id(), identity.provider().name()));
        return link;
    }

    /** @throws CodedException UNAUTHENTICATED when the account is gone or locked */
    Result unlink(Caller caller, SocialProvider provider, Password password) {
        User user = user(caller);
        return proven(user, password, () -> {
            SocialLink found = links.ofUser(user.tenantId(), user.id()).stream()
                    .filter(link -> link.provider() == provider)
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return new Result.Refused(SocialRefusal.SOCIAL_NOT_LINKED);
            }
            transactions.run(unit -> {
                links.delete(unit, found);
                tell(unit, found, new SocialUnlinked(user.id(), provider.name()));
            });
            return new Result.Done(found);
        });
    }

    List<SocialLink> ofCaller(Caller caller) {
        return links.ofUser(caller.tenantId(), caller.userId());
    }

    private void tell(UnitOfWork unit, SocialLink link, Object event) {
        outbox.add(unit, EventDraft.of(event, link.userId(), link.tenantId()).onBehalfOf(link.userId()));
    }

    private User user(Caller caller) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        return user;
    }

    private Result proven(User user, Password password, Supplier<Result> then) {
        return switch (provePassword.prove(user, password)) {
            case ProvePassword.Proof.Right _ -> then.get();
            case ProvePassword.Proof.Wrong _ -> new Result.Refused(SignInRefusal.INVALID_CREDENTIALS);
            case ProvePassword.Proof.TriedTooOften(Duration pause) -> new Result.TriedTooOften(pause);
        };
    }
}
