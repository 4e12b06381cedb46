package dev.coffer.notification.email;

import dev.coffer.notification.device.Device;
import dev.coffer.notification.device.DeviceSeal;
import dev.coffer.notification.device.Devices;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.preference.UnsubscribeLinks;
import dev.coffer.notification.queue.Task;
import org.jspecify.annotations.Nullable;

/** Opens a letter just before it is sent: what it says, and where it goes. */
final class WriteMail {

    private final OpenSealed openSealed;
    private final RenderMail render;
    private final LetterContents contents;
    private final UnsubscribeLinks links;
    private final Devices devices;
    private final DeviceSeal deviceSeal;
    private final WhatsAppCodes codes;

    WriteMail(
            OpenSealed openSealed,
            RenderMail render,
            WhatsAppCodes codes,
            LetterContents contents,
            UnsubscribeLinks links,
            Devices devices,
            DeviceSeal deviceSeal) {
        this.openSealed = openSealed;
        this.render = render;
        this.codes = codes;
        this.contents = contents;
        this.links = links;
        this.devices = devices;
        this.deviceSeal = deviceSeal;
    }

    /** @param device that it goes to, as it was read; null for a contact */
    record Written(Mail mail, @Nullable Device device) {}

    /** Null where the user has the device no more that it was to go to. */
    @Nullable
    Written write(Task task, Letter letter) {
        String deviceId = letter.deviceId();
        if (deviceId == null) {
            return new Written(toContact(task, letter), null);
        }
        Device device = devices.find(task.tenantId(), letter.userId(), deviceId);
        String content = letter.content();
        return device == null || content == null
                ? null
                : new Written(
                        contents.open(task.tenantId(), letter.deliveryId(), content)
                                .to(task, letter, deviceSeal.open(device).toText()),
                        device);
    }

    private Mail toContact(Task task, Letter letter) {
        OpenSealed.Opened opened = openSealed.open(letter.sealed(), letter.boundTo());
        String content = letter.content();
        if (content == null) {
            Mail fixed = render.render(task.tenantId(), letter, opened);
            return letter.channel() == NotificationChannel.WHATSAPP
                    ? fixed.inWhatsApp(codes.said(letter, opened.code()))
                    : fixed;
        }
        return contents.open(task.tenantId(), letter.deliveryId(), content)
                .to(task, letter, opened.contact())
                .unsubscribedBy(links.find(task.tenantId(), letter.userId(), letter.category(), letter.isCritical()));
    }
}
