package dev.coffer.notification.email;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.preference.UnsubscribeLinks;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.Recipients;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EmailProperties.class, TwilioProperties.class})
class PostWiring {

    private static final String FALLBACK = "coffer.notification.email-fallback";

    static final String DEV_MAILBOX = "coffer.notification.dev-mailbox";

    private static final Logger log = LoggerFactory.getLogger(PostWiring.class);
    private static final Profiles PRODUCTION = Profiles.of("production");

    @Bean
    @ConditionalOnProperty(name = DEV_MAILBOX, havingValue = "true")
    DevMailbox devMailbox(Clock clock, Environment environment) {
        if (environment.acceptsProfiles(PRODUCTION)) {
            throw new IllegalStateException(
                    DEV_MAILBOX + " is for development: it shows everybody's codes and does not run in production.");
        }
        return new DevMailbox(clock);
    }

    @Bean
    Posts posts(
            EmailProperties settings,
            TwilioProperties twilio,
            ObjectProvider<DevMailbox> mailbox,
            Environment environment,
            Clock clock) {
        @Nullable DevMailbox dev = mailbox.getIfAvailable();
        Post email = settings.hasServer()
                ? new PostChain(servers(settings, environment, clock), clock)
                : orMailbox(dev, "mails cannot be sent: coffer.notification.email.host is not set");
        Post sms = twilio.isSet()
                ? new PostChain(List.of(new HttpTwilioPost(twilio)), clock)
                : orMailbox(
                        dev,
                        "text messages cannot be sent: there is no provider, coffer.notification.twilio is not set");
        return new Posts(email, sms);
    }

    /** The mail server, and another one for when that is away. */
    private static List<Post> servers(EmailProperties settings, Environment environment, Clock clock) {
        EmailProperties fallback = Binder.get(environment).bindOrCreate(FALLBACK, EmailProperties.class);
        return fallback.hasServer()
                ? List.of(new SmtpPost(settings, clock), new SmtpPost(fallback, clock))
                : List.of(new SmtpPost(settings, clock));
    }

    private static Post orMailbox(@Nullable DevMailbox dev, String reason) {
        if (dev != null) {
            return dev;
        }
        log.warn("{}; whoever asks for a code by this channel gets none", reason);
        return new NoPost(reason);
    }

    @Bean
    EmailHealth emailHealth(Posts posts) {
        return new EmailHealth(posts);
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
    RenderMail renderMail(Clock clock) {
        return new RenderMail(clock);
    }

    @Bean
    SendLetter sendLetter(
            Posts posts,
            OpenSealed openSealed,
            RenderMail render,
            LetterContents contents,
            DecideSending decide,
            UnsubscribeLinks links,
            RecordDelivery record,
            Deliveries deliveries,
            Clock clock) {
        return new SendLetter(posts, openSealed, render, contents, decide, links, record, deliveries, clock);
    }

    @Bean
    Consumer letters(QueueLetter queue) {
        return new WriteLetters(queue).consumer();
    }
}
