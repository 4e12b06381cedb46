package dev.coffer.notification.webhook;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.ops.PhasedLifecycle;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");

    @Bean
    WebhookLimits webhookLimits(WebhookProperties properties) {
        return properties.limits();
    }

    @Bean
    MongoWebhooks webhooks(MongoDatabase database) {
        return new MongoWebhooks(database);
    }

    @Bean
    MongoWebhookDeliveries webhookDeliveries(MongoDatabase database, Pages pages) {
        return new MongoWebhookDeliveries(database, pages);
    }

    @Bean
    MongoEndpointQueues endpointQueues(MongoDatabase database) {
        return new MongoEndpointQueues(database);
    }

    @Bean
    WebhookSecrets webhookSecrets(MasterKey masterKey, SecureRandom random) {
        return new WebhookSecrets(masterKey, random);
    }

    @Bean
    WorkBell webhookBell() {
        return new WorkBell();
    }

    @Bean
    Receivers webhookReceivers(WebhookProperties properties, Environment environment) {
        if (properties.allowLoopback() && environment.acceptsProfiles(PRODUCTION)) {
            throw new IllegalStateException("coffer.notification.webhooks.allow-loopback is for development:"
                    + " in production nothing is sent to this machine.");
        }
        return new Receivers(InetAddress::getAllByName, properties.allowLoopback());
    }

    @Bean
    SendDelivery sendDelivery(Receivers receivers, WebhookLimits limits, WebhookSecrets secrets, Clock clock) {
        OutboundPost outbound =
                new OutboundPost(receivers, (SSLSocketFactory) SSLSocketFactory.getDefault(), limits.whole());
        return new SendDelivery(outbound, secrets, clock);
    }

    @Bean
    WorkEndpointQueue workEndpointQueue(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            SendDelivery send,
            SecureRandom random,
            Outbox outbox,
            Transactions transactions,
            MeterRegistry meters,
            WebhookLimits limits,
            Clock clock) {
        return new WorkEndpointQueue(
                webhooks,
                deliveries,
                queues,
                send,
                new RetryPauses(random),
                outbox,
                transactions,
                new WebhookMeters(meters),
                limits,
                clock);
    }

    @Bean
    WebhookRunner webhookRunner(
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            WorkEndpointQueue work,
            WorkBell bell,
            WebhookLimits limits,
            Clock clock) {
        return new WebhookRunner(deliveries, queues, work, bell, limits, clock);
    }

    @Bean
    PhasedLifecycle webhookRunnerLifecycle(WebhookRunner runner) {
        return new PhasedLifecycle(SmartLifecycle.DEFAULT_PHASE, runner::start, runner::close);
    }

    @Bean
    SaveWebhook saveWebhook(
            Webhooks webhooks,
            EndpointQueues queues,
            Receivers receivers,
            WebhookSecrets secrets,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new SaveWebhook(webhooks, queues, receivers, secrets, transactions, ids, clock);
    }

    @Bean
    TendWebhooks tendWebhooks(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            WebhookSecrets secrets,
            Transactions transactions,
            Clock clock) {
        return new TendWebhooks(webhooks, deliveries, queues, secrets, transactions, clock);
    }

    @Bean
    SendAgain sendAgain(
            Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Transactions transactions, Clock clock) {
        return new SendAgain(webhooks, deliveries, bell, transactions, clock);
    }

    @Bean
    EventType<WebhookSwitchedOff> webhookSwitchedOff() {
        return new EventType<>(WebhookSwitchedOff.TYPE, 1, WebhookSwitchedOff.class);
    }

    @Bean
    Consumer webhooksOfAuth(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Clock clock) {
        return new QueueDeliveries(webhooks, deliveries, bell, clock).from("auth");
    }

    @Bean
    Consumer webhooksOfBonus(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Clock clock) {
        return new QueueDeliveries(webhooks, deliveries, bell, clock).from("bonus");
    }

    @Bean
    Consumer webhooksOfKyc(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Clock clock) {
        return new QueueDeliveries(webhooks, deliveries, bell, clock).from("kyc");
    }

    @Bean
    Consumer webhooksOfPayment(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Clock clock) {
        return new QueueDeliveries(webhooks, deliveries, bell, clock).from("payment");
    }
}
