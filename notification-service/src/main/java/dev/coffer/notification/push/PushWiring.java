package dev.coffer.notification.push;

import dev.coffer.notification.device.PushServices;
import dev.coffer.notification.device.WebPushKey;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.post.ChannelPost;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostChain;
import dev.coffer.notification.post.RatedPosts;
import dev.coffer.notification.post.WithoutProvider;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushProperties.class)
class PushWiring {

    @Bean
    PushServices pushServices(PushProperties settings) {
        return new PushServices(settings.web().services());
    }

    @Bean
    WebPushKey webPushKey(PushProperties settings) {
        return new WebPushKey(settings.web().isSet() ? settings.web().publicKey() : null);
    }

    @Bean
    ChannelPost pushMessages(
            PushProperties settings,
            PushServices services,
            RatedPosts rated,
            WithoutProvider without,
            SecureRandom random,
            Clock clock) {
        HttpPush http = HttpPush.within(settings.timeout());
        Post fcm = settings.fcm().isSet()
                ? chain(rated.rated("fcm", fcm(settings.fcm(), http, clock)), clock)
                : without.post("nothing is pushed by FCM: coffer.notification.push.fcm is not set");
        Post apns = settings.apns().isSet()
                ? chain(rated.rated("apns", apns(settings.apns(), http, clock)), clock)
                : without.post("nothing is pushed by APNs: coffer.notification.push.apns is not set");
        Map<String, Post> web = new HashMap<>();
        if (settings.web().isSet()) {
            VapidKey vapid = new VapidKey(settings.web());
            services.origins()
                    .forEach(origin -> web.put(
                            origin,
                            chain(
                                    rated.rated("web-push", new HttpWebPushPost(origin, vapid, http, random, clock)),
                                    clock)));
        } else {
            Post nobody = without.post("nothing is pushed to browsers: coffer.notification.push.web is not set");
            services.origins().forEach(origin -> web.put(origin, nobody));
        }
        return new ChannelPost(NotificationChannel.PUSH, new PushPost(fcm, apns, web, services));
    }

    private static Post chain(Post post, Clock clock) {
        return new PostChain(List.of(post), clock);
    }

    private static Post fcm(PushProperties.Fcm settings, HttpPush http, Clock clock) {
        GoogleAccount account = GoogleAccount.parse(PushKeys.file(settings.serviceAccountFile()));
        return new HttpFcmPost(account, settings.url(), http, clock);
    }

    private static Post apns(PushProperties.Apns settings, HttpPush http, Clock clock) {
        return new HttpApnsPost(settings, PushKeys.file(settings.keyFile()), http, clock);
    }
}
