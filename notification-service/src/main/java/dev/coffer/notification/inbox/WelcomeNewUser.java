package dev.coffer.notification.inbox;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.recipient.ForgetsUsers;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.workflow.RunWorkflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is to be known of everybody who registers, tells them what the workflow says, and says so; takes it back when the
 * registration is undone, and erases all of it when the account is closed.
 */
final class WelcomeNewUser {

    private static final String TEMPLATE = "account.welcome";
    private static final String ANY_LANGUAGE = "en";
    private static final String EMAIL = "EMAIL";
    private static final String SMS = "SMS";

    private final Recipients recipients;
    private final RunWorkflow run;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Endings undone;
    private final List<ForgetsUsers> keepers;
    private final ForgetAgain forgetAgain;

    WelcomeNewUser(
            Recipients recipients,
            RunWorkflow run,
            Inbox inbox,
            Outbox outbox,
            Endings undone,
            List<ForgetsUsers> keepers,
            ForgetAgain forgetAgain) {
        this.forgetAgain = forgetAgain;
        this.recipients = recipients;
        this.run = run;
        this.inbox = inbox;
        this.outbox = outbox;
        this.undone = undone;
        this.keepers = List.copyOf(keepers);
    }

    /**
     * What this service reads of {@code user.registered}.
     *
     * @param locale null where an older emitter did not tell it
     * @param channel what the contact is for; null likewise
     * @param sealed the contact, bound to type of event, tenant and user; null likewise
     */
    record UserRegistered(
            String userId,
            @Nullable String displayName,
            @Nullable String locale,
            @Nullable String channel,
            @Nullable String sealed) {

        @Override
        public String toString() {
            return "UserRegistered[" + userId + "]";
        }
    }

    /** What this service reads of {@code registration.undone}. */
    record RegistrationUndone(String userId) {}

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    Consumer consumer() {
        return Consumer.named("notification-welcome")
                .from("auth")
                .on("user.registered", UserRegistered.class, this::welcome)
                .on("registration.undone", RegistrationUndone.class, this::takeBack)
                .on("user.closed", UserClosed.class, this::erase);
    }

    /**
     * The message takes the event's id, so that it is there once however often the event comes. Does nothing for a registration
     * that is undone already.
     */
    void welcome(Received<UserRegistered> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        if (!undone.isOver(unit, tenantId, userId)) {
            recipients.keep(unit, tenantId, recipient(event.envelope(), event.data()));
            run.run(event.envelope(), userId, unit);
            outbox.add(
                    unit,
                    EventDraft.of(new AccountOpened(userId), userId, tenantId)
                            .onBehalfOf(userId)
                            .causedBy(event.envelope()));
        }
    }

    private static Recipient recipient(EventEnvelope envelope, UserRegistered user) {
        String locale = user.locale();
        return new Recipient(
                user.userId(),
                locale == null ? ANY_LANGUAGE : locale,
                String.join("|", envelope.eventType(), envelope.tenantId(), user.userId()),
                EMAIL.equals(user.channel()) ? user.sealed() : null,
                SMS.equals(user.channel()) ? user.sealed() : null);
    }

    void takeBack(Received<RegistrationUndone> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        undone.end(unit, tenantId, userId, event.envelope().timestamp());
        inbox.deleteAll(unit, tenantId, userId, TEMPLATE);
        keepers.forEach(keeper -> keeper.forget(unit, tenantId, userId));
    }

    /** Noted as ended too, so that a replay of the registration brings nobody back. */
    void erase(Received<UserClosed> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        undone.end(unit, tenantId, userId, event.envelope().timestamp());
        inbox.erase(unit, tenantId, userId);
        keepers.forEach(keeper -> keeper.forget(unit, tenantId, userId));
        forgetAgain.ask(unit, tenantId, userId);
    }
}
