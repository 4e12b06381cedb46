package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.DeliveryReason;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.preference.SendDecision;
import dev.coffer.notification.preference.UnsubscribeLinks;
import dev.coffer.notification.queue.Ending;
import dev.coffer.notification.queue.Task;
import dev.coffer.notification.queue.TaskWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of one letter: what its reader wants is asked, then it is sent, with growing pauses while its post is away, and recorded. Where
 * the process dies between the two a mail is sent once more, with the same id; a text message is not.
 */
final class SendLetter implements TaskWork {

    static final String KIND = "letter";

    /** Longer than a mail server's night; codes expire long before and are given up then. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Posts posts;
    private final OpenSealed openSealed;
    private final RenderMail render;
    private final LetterContents contents;
    private final DecideSending decide;
    private final UnsubscribeLinks links;
    private final RecordDelivery record;
    private final Deliveries deliveries;
    private final Clock clock;

    SendLetter(
            Posts posts,
            OpenSealed openSealed,
            RenderMail render,
            LetterContents contents,
            DecideSending decide,
            UnsubscribeLinks links,
            RecordDelivery record,
            Deliveries deliveries,
            Clock clock) {
        this.posts = posts;
        this.openSealed = openSealed;
        this.render = render;
        this.contents = contents;
        this.decide = decide;
        this.links = links;
        this.record = record;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Ending work(Task task) throws Post.NotNow {
        Letter letter = letter(task);
        if (letter.expiresAt() != null && !clock.instant().isBefore(letter.expiresAt())) {
            return failed(task, letter, "it expired before it was sent");
        }
        SendDecision decision = decide.decide(
                null, task.tenantId(), letter.userId(), letter.category(), letter.channel(), letter.isCritical());
        return switch (decision) {
            case SendDecision.Send _ -> send(task, letter);
            case SendDecision.Suppress(DeliveryReason reason) ->
                new Ending.Done(unit ->
                        record.suppressed(unit, task.tenantId(), letter.deliveryId(), letter.channel(), reason));
            case SendDecision.Defer(DeliveryReason reason, Instant until) ->
                new Ending.Later(
                        until, unit -> record.deferred(unit, task.tenantId(), letter.deliveryId(), reason, until));
        };
    }

    private Ending send(Task task, Letter letter) throws Post.NotNow {
        record.tried(task.tenantId(), letter.deliveryId());
        Mail mail = mail(task.tenantId(), letter, openSealed.open(letter.sealed(), letter.boundTo()));
        String refusal = letter.channel() == NotificationChannel.SMS
                ? handedOnce(task.tenantId(), mail)
                : posts.of(letter.channel()).send(mail);
        return refusal == null
                ? new Ending.Done(unit -> record.sent(unit, task.tenantId(), letter.deliveryId(), letter.channel()))
                : failed(task, letter, refusal);
    }

    /** A text message is sent once at most: after a crash nobody knows whether it was, and no provider could tell. */
    private @Nullable String handedOnce(String tenantId, Mail mail) throws Post.NotNow {
        if (deliveries.isUncertain(tenantId, mail.id())) {
            return "it may have been sent before a crash, and is not sent again";
        }
        deliveries.handing(tenantId, mail.id());
        try {
            return posts.of(mail.channel()).send(mail);
        } catch (Post.NotNow surelyNot) {
            deliveries.notTaken(tenantId, mail.id());
            throw surelyNot;
        }
    }

    private Mail mail(String tenantId, Letter letter, OpenSealed.Opened opened) {
        String content = letter.content();
        return content == null
                ? render.render(letter, opened)
                : contents.open(tenantId, letter.deliveryId(), content)
                        .to(letter, opened.contact())
                        .unsubscribedBy(links.find(tenantId, letter.userId(), letter.category(), letter.isCritical()));
    }

    private Ending failed(Task task, Letter letter, String reason) {
        return new Ending.Done(unit -> fail(unit, task, letter, reason));
    }

    @Override
    public void giveUp(UnitOfWork unit, Task task) {
        fail(unit, task, letter(task), "its post did not take it in time");
    }

    private void fail(UnitOfWork unit, Task task, Letter letter, String reason) {
        record.failed(unit, task.tenantId(), letter.deliveryId(), letter.channel(), reason);
    }

    private static Letter letter(Task task) {
        return JsonMapper.shared().readValue(task.data(), Letter.class);
    }
}
