package dev.coffer.notification.workflow;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.FindTemplates;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkflowWiring {

    @Bean
    MongoWorkflows notificationWorkflows(MongoDatabase database, Ids ids) {
        return new MongoWorkflows(database, ids);
    }

    @Bean
    FindWorkflows findWorkflows(Workflows workflows, Pages pages) {
        return new FindWorkflows(workflows, pages);
    }

    @Bean
    SaveWorkflow saveWorkflow(Workflows workflows, FindTemplates templates, Transactions transactions, Clock clock) {
        return new SaveWorkflow(workflows, templates, transactions, clock);
    }

    @Bean
    TakeStep takeStep(FindTemplates templates, List<WayOut> ways) {
        return new TakeStep(templates, ways);
    }

    @Bean
    MongoDigests notificationDigests(MongoDatabase database, Ids ids) {
        return new MongoDigests(database, ids);
    }

    @Bean
    PostponedSteps postponedSteps(MasterKey masterKey, SecureRandom random) {
        return new PostponedSteps(masterKey, random);
    }

    @Bean
    PostponeStep postponeStep(Tasks tasks, Digests digests, PostponedSteps sealed, Clock clock) {
        return new PostponeStep(tasks, digests, sealed, clock);
    }

    @Bean
    RunPostponed runPostponed(TakeStep take, Digests digests, PostponedSteps sealed) {
        return new RunPostponed(take, digests, sealed);
    }

    @Bean
    RunWorkflow runWorkflow(
            FindWorkflows workflows, Recipients recipients, TakeStep take, PostponeStep postpone, Endings closed) {
        return new RunWorkflow(workflows, recipients, take, postpone, closed);
    }

    @Bean
    Consumer whatAuthTells(RunWorkflow run) {
        return new HearEvents(run).from("auth");
    }

    @Bean
    Consumer whatBonusTells(RunWorkflow run) {
        return new HearEvents(run).from("bonus");
    }

    @Bean
    Consumer whatKycTells(RunWorkflow run) {
        return new HearEvents(run).from("kyc");
    }

    @Bean
    Consumer whatPaymentTells(RunWorkflow run) {
        return new HearEvents(run).from("payment");
    }

    @Bean
    Consumer whatNotificationTells(RunWorkflow run) {
        return new HearEvents(run).from("notification");
    }
}
