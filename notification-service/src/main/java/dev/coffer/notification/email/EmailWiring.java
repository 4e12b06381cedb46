package dev.coffer.notification.email;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.device.DeviceSeal;
import dev.coffer.notification.device.Devices;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.PublicAddress;
import dev.coffer.notification.post.ChannelPost;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostChain;
import dev.coffer.notification.post.Posts;
import dev.coffer.notification.post.RatedPosts;
import dev.coffer.notification.post.WithoutProvider;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.preference.UnsubscribeLinks;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.Recipients;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EmailProperties.class, TwilioProperties.class, WhatsAppCodeProperties.class})
class EmailWiring {

    private static final String FALLBACK = "coffer.notification.email-fallback";

    @Bean
    ChannelPost mails(
            EmailProperties settings, RatedPosts rated, WithoutProvider without, Environment environment, Clock clock) {
        Post post = settings.hasServer()
                ? new PostChain(servers(settings, rated, environment, clock), clock)
                : without.post("mails cannot be sent: coffer.notification.email.host is not set");
        return new ChannelPost(NotificationChannel.EMAIL, post);
    }

    /** The mail server, and another one for when that is away. */
    private static List<Post> servers(
            EmailProperties settings, RatedPosts rated, Environment environment, Clock clock) {
        EmailProperties fallback = Binder.get(environment).bindOrCreate(FALLBACK, EmailProperties.class);
        Post first = rated.rated("smtp", new SmtpPost(settings, clock));
        return fallback.hasServer()
                ? List.of(first, rated.rated("smtp-fallback", new SmtpPost(fallback, clock)))
                : List.of(first);
    }

    @Bean
    WhatsAppCodes whatsAppCodes(WhatsAppCodeProperties settings, TwilioProperties twilio) {
        return new WhatsAppCodes(settings, twilio);
    }

    @Bean
    TextInstead textInstead(
            WhatsAppCodes codes,
            TwilioCallbacks callbacks,
            QueueLetter queue,
            Tasks tasks,
            Deliveries deliveries,
            Clock clock) {
        return new TextInstead(codes, callbacks, queue, tasks, deliveries, clock);
    }

    @Bean
    TwilioCallbacks twilioCallbacks(TwilioProperties settings, PublicAddress publicAddress) {
        return new TwilioCallbacks(settings, publicAddress);
    }

    @Bean
    ChannelPost textMessages(
            TwilioProperties settings,
            TwilioCallbacks callbacks,
            RatedPosts rated,
            WithoutProvider without,
            Clock clock) {
        Post post = settings.isSet()
                ? new PostChain(List.of(rated.rated("twilio", HttpTwilioPost.texts(settings, callbacks, clock))), clock)
                : without.post(
                        "text messages cannot be sent: there is no provider, coffer.notification.twilio is not set");
        return new ChannelPost(NotificationChannel.SMS, post);
    }

    @Bean
    ChannelPost whatsappMessages(
            TwilioProperties settings,
            TwilioCallbacks callbacks,
            RatedPosts rated,
            WithoutProvider without,
            Clock clock) {
        Post post = settings.hasWhatsapp()
                ? new PostChain(
                        List.of(rated.rated("whatsapp", HttpTwilioPost.whatsapp(settings, callbacks, clock))), clock)
                : without.post(
                        "messages in WhatsApp cannot be sent: coffer.notification.twilio.whatsapp-from is not set");
        return new ChannelPost(NotificationChannel.WHATSAPP, post);
    }

    @Bean
    TakeTwilioStatus takeTwilioStatus(Deliveries deliveries, RecordDelivery record, Transactions transactions) {
        return new TakeTwilioStatus(deliveries, record, transactions);
    }

    @Bean
    OpenSealed openSealed(MasterKey masterKey, SecureRandom random) {
        return new OpenSealed(masterKey, random);
    }

    @Bean
    LetterContents letterContents(MasterKey masterKey, SecureRandom random) {
        return new LetterContents(masterKey, random);
    }

    @Bean
    QueueLetter queueLetter(RecordDelivery record, Tasks tasks, Clock clock) {
        return new QueueLetter(record, tasks, clock);
    }

    @Bean
    LetterWayOut mailWayOut(
            Recipients recipients, LetterContents contents, QueueLetter queue, Deliveries deliveries, Clock clock) {
        return new LetterWayOut(NotificationChannel.EMAIL, recipients, contents, queue, deliveries, clock);
    }

    @Bean
    LetterWayOut textWayOut(
            Recipients recipients, LetterContents contents, QueueLetter queue, Deliveries deliveries, Clock clock) {
        return new LetterWayOut(NotificationChannel.SMS, recipients, contents, queue, deliveries, clock);
    }

    @Bean
    LetterWayOut whatsappWayOut(
            Recipients recipients, LetterContents contents, QueueLetter queue, Deliveries deliveries, Clock clock) {
        return new LetterWayOut(NotificationChannel.WHATSAPP, recipients, contents, queue, deliveries, clock);
    }

    @Bean
    PushWayOut pushWayOut(
            Devices devices, LetterContents contents, QueueLetter queue, Deliveries deliveries, Clock clock) {
        return new PushWayOut(devices, contents, queue, deliveries, clock);
    }

    @Bean
    RenderMail renderMail(Clock clock) {
        return new RenderMail(clock);
    }

    @Bean
    WriteMail writeMail(
            OpenSealed openSealed,
            RenderMail render,
            WhatsAppCodes codes,
            LetterContents contents,
            UnsubscribeLinks links,
            Devices devices,
            DeviceSeal deviceSeal) {
        return new WriteMail(openSealed, render, codes, contents, links, devices, deviceSeal);
    }

    @Bean
    SendLetter sendLetter(
            WriteMail write,
            Posts posts,
            DecideSending decide,
            RecordDelivery record,
            Deliveries deliveries,
            Devices devices,
            TextInstead textInstead,
            Clock clock) {
        return new SendLetter(write, posts, decide, record, deliveries, devices, textInstead, clock);
    }

    @Bean
    Consumer letters(QueueLetter queue, WhatsAppCodes codes, Endings closed) {
        return new WriteLetters(queue, codes, closed).consumer();
    }
}
