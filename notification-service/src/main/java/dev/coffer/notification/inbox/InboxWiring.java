package dev.coffer.notification.inbox;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ops.PhasedLifecycle;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Migration;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.inbox.InboxFollowers.FollowLimits;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.ForgetsUsers;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.workflow.RunWorkflow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxWiring.LiveProperties.class)
class InboxWiring {

    /** See {@link FollowLimits}. */
    @ConfigurationProperties("coffer.notification.live")
    record LiveProperties(
            @DefaultValue("20") int perUser,
            @DefaultValue("10000") int perReplica,
            @DefaultValue("100") int waiting) {

        FollowLimits limits() {
            return new FollowLimits(perUser, perReplica, waiting);
        }
    }

    @Bean
    MongoInbox inbox(MongoDatabase database, Pages pages) {
        return new MongoInbox(database, pages);
    }

    @Bean
    Migration inboxesOfBefore() {
        return MongoInbox.inboxesOfBefore();
    }

    @Bean
    MongoInboxLog inboxLog(MongoDatabase database) {
        return new MongoInboxLog(database);
    }

    @Bean
    ReadInboxNews readInboxNews(InboxLog log, Inbox inbox) {
        return new ReadInboxNews(log, inbox);
    }

    @Bean
    TellOfInbox tellOfInbox(Outbox outbox, InboxLog log) {
        return new TellOfInbox(outbox, log);
    }

    @Bean
    TendInbox tendInbox(Inbox inbox, TellOfInbox tell, RecordDelivery record, Transactions transactions, Clock clock) {
        return new TendInbox(inbox, tell, record, transactions, clock);
    }

    @Bean
    InboxFollowers inboxFollowers(LiveProperties properties, MeterRegistry meters) {
        InboxFollowers followers = new InboxFollowers(properties.limits());
        Gauge.builder("coffer.notification.live.subscriptions", followers, InboxFollowers::count)
                .description("subscriptions to inboxes at this replica")
                .register(meters);
        return followers;
    }

    @Bean
    FollowInbox followInbox(InboxFollowers followers, Inbox inbox) {
        return new FollowInbox(followers, inbox);
    }

    @Bean
    EventType<AccountOpened> accountOpened() {
        return new EventType<>(AccountOpened.TYPE, 1, AccountOpened.class);
    }

    @Bean
    EventType<InboxChanged> inboxChanged() {
        return new EventType<>(InboxChanged.TYPE, 1, InboxChanged.class);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    InboxWayOut inboxWayOut(Inbox inbox, TellOfInbox tell, DecideSending decide, RecordDelivery record) {
        return new InboxWayOut(inbox, tell, decide, record);
    }

    @Bean
    ForgetAgain forgetAgain(Tasks tasks, Inbox inbox, List<ForgetsUsers> keepers, Clock clock) {
        return new ForgetAgain(tasks, inbox, keepers, clock);
    }

    @Bean
    Consumer welcomeOfNewUsers(
            Recipients recipients,
            RunWorkflow run,
            Inbox inbox,
            Outbox outbox,
            Endings undone,
            List<ForgetsUsers> keepers,
            ForgetAgain forgetAgain) {
        return new WelcomeNewUser(recipients, run, inbox, outbox, undone, keepers, forgetAgain).consumer();
    }

    /** Before the web server stops, which waits for requests under way: these would never end. */
    @Bean
    PhasedLifecycle inboxFollowersLifecycle(InboxFollowers followers) {
        return PhasedLifecycle.stopping(PhasedLifecycle.BEFORE_WEB_SERVER, followers::stop);
    }
}
