package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.DeliveryReason;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.device.Device;
import dev.coffer.notification.device.Devices;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.post.Posts;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.preference.SendDecision;
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
 * the process dies between the two a mail is sent once more, with the same id, and so is a push message; a text message is not.
 */
final class SendLetter implements TaskWork {

    static final String KIND = "letter";

    /** Longer than a mail server's night; codes expire long before and are given up then. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final WriteMail write;
    private final Posts posts;
    private final DecideSending decide;
    private final RecordDelivery record;
    private final Deliveries deliveries;
    private final Devices devices;
    private final TextInstead textInstead;
    private final Clock clock;

    SendLetter(
            WriteMail write,
            Posts posts,
            DecideSending decide,
            RecordDelivery record,
            Deliveries deliveries,
            Devices devices,
            TextInstead textInstead,
            Clock clock) {
        this.write = write;
        this.posts = posts;
        this.decide = decide;
        this.record = record;
        this.deliveries = deliveries;
        this.devices = devices;
        this.textInstead = textInstead;
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
        WriteMail.Written written = write.write(task, letter);
        if (written == null) {
            return failed(task, letter, "the device is the user's no more");
        }
        return switch (posted(letter, written.mail())) {
            case PostAnswer.Taken(String receipt) -> new Ending.Done(unit -> sent(unit, task, letter, receipt));
            case PostAnswer.Refused(String reason) -> refused(task, letter, reason);
            case PostAnswer.Unknown(String reason) -> failed(task, letter, reason);
            case PostAnswer.Bounced(String reason) -> bounced(task, letter, written.device(), reason);
        };
    }

    /** Of what can go another way, not now is never: a code that waits is worth nothing. */
    private PostAnswer posted(Letter letter, Mail mail) throws Post.NotNow {
        try {
            return letter.channel().isHandedOnce()
                    ? handedOnce(mail)
                    : posts.of(letter.channel()).send(mail);
        } catch (Post.NotNow surelyNot) {
            if (!textInstead.isFor(letter)) {
                throw surelyNot;
            }
            return new PostAnswer.Refused(String.valueOf(surelyNot.getMessage()));
        }
    }

    /** A text message is sent once at most: after a crash nobody knows whether it was, and no provider could tell. */
    private PostAnswer handedOnce(Mail mail) throws Post.NotNow {
        if (deliveries.isUncertain(mail.tenantId(), mail.id())) {
            return new PostAnswer.Unknown("it may have been sent before a crash, and is not sent again");
        }
        deliveries.handing(mail.tenantId(), mail.id());
        try {
            return posts.of(mail.channel()).send(mail);
        } catch (Post.NotNow surelyNot) {
            deliveries.notTaken(mail.tenantId(), mail.id());
            throw surelyNot;
        }
    }

    private void sent(UnitOfWork unit, Task task, Letter letter, @Nullable String receipt) {
        record.sent(unit, task.tenantId(), letter.deliveryId(), letter.channel(), receipt);
        textInstead.watch(unit, task.tenantId(), letter);
    }

    private Ending refused(Task task, Letter letter, String reason) {
        return new Ending.Done(unit -> {
            fail(unit, task, letter, reason);
            textInstead.send(unit, task.tenantId(), letter);
        });
    }

    /** A device that is gone gets nothing more; a contact stays the account's. */
    private Ending bounced(Task task, Letter letter, @Nullable Device device, String reason) {
        return new Ending.Done(unit -> {
            record.bounced(unit, task.tenantId(), letter.deliveryId(), letter.channel(), reason);
            textInstead.send(unit, task.tenantId(), letter);
            if (device != null) {
                devices.dropGone(unit, device);
            }
        });
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
