package dev.coffer.notification.dispatch;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.queue.Tasks;
import dev.coffer.notification.recipient.Recipients;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.workflow.WayOut;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DispatchWiring {

    @Bean
    MongoDispatches notificationDispatches(MongoDatabase database) {
        return new MongoDispatches(database);
    }

    @Bean
    DispatchValues dispatchValues(MasterKey masterKey, SecureRandom random) {
        return new DispatchValues(masterKey, random);
    }

    @Bean
    OrderDispatch orderDispatch(
            Dispatches dispatches,
            FindTemplates templates,
            Recipients recipients,
            DispatchValues values,
            Tasks tasks,
            Permissions permissions,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new OrderDispatch(
                dispatches,
                new OrderDispatch.Parts(templates, recipients, values, tasks, permissions, transactions, ids, clock));
    }

    @Bean
    CancelDispatch cancelDispatch(Dispatches dispatches, Transactions transactions, Clock clock) {
        return new CancelDispatch(dispatches, transactions, clock);
    }

    @Bean
    RunDispatch runDispatch(
            Dispatches dispatches,
            FindTemplates templates,
            Recipients recipients,
            DispatchValues values,
            List<WayOut> ways,
            Clock clock) {
        return new RunDispatch(dispatches, templates, recipients, values, ways, clock);
    }
}
