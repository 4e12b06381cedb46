package dev.coffer.notification.push;

import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.device.PushPlatform;
import dev.coffer.notification.device.PushServices;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives each message to whom its device is reached through. Push services of browsers fail each for itself. */
final class PushPost implements Post {

    private final Post fcm;
    private final Post apns;
    private final Map<String, Post> web;
    private final PushServices services;

    /** @param web by the origins that {@code services} lists */
    PushPost(Post fcm, Post apns, Map<String, Post> web, PushServices services) {
        this.fcm = fcm;
        this.apns = apns;
        this.web = Map.copyOf(web);
        this.services = services;
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        DeviceAddress address = DeviceAddress.parse(mail.to());
        return switch (address.platform()) {
            case FCM -> fcm.send(mail);
            case APNS -> apns.send(mail);
            case WEB_PUSH -> browser(address.target(), mail);
        };
    }

    private PostAnswer browser(String endpoint, Mail mail) throws NotNow {
        String service = services.find(endpoint);
        Post post = service == null ? null : web.get(service);
        return post == null
                ? new PostAnswer.Refused("the push service of this browser is not on the list any more")
                : post.send(mail);
    }

    @Override
    public String description() {
        return Stream.concat(
                        Stream.of(
                                PushPlatform.FCM + ": " + fcm.description(),
                                PushPlatform.APNS + ": " + apns.description()),
                        web.values().stream()
                                .map(Post::description)
                                .distinct()
                                .sorted()
                                .map(description -> PushPlatform.WEB_PUSH + ": " + description))
                .collect(Collectors.joining(", "));
    }
}
