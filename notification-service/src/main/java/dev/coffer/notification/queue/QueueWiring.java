package dev.coffer.notification.queue;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.ops.PhasedLifecycle;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueWiring {

    @Bean
    LaneBells laneBells() {
        return new LaneBells();
    }

    @Bean
    MongoTasks notificationTasks(MongoDatabase database, LaneBells bells) {
        return new MongoTasks(database, bells);
    }

    /** Closed by its lifecycle, while all that it works with is still there. */
    @Bean(destroyMethod = "")
    TaskRunner taskRunner(
            MongoTasks tasks, List<TaskWork> works, Transactions transactions, LaneBells bells, Ids ids, Clock clock) {
        return new TaskRunner(tasks, works, new TaskRunner.Parts(transactions, bells, ids, clock, TaskLimits.DEFAULT));
    }

    /** From when all of the service is there until it stops. */
    @Bean
    PhasedLifecycle taskRunnerLifecycle(TaskRunner runner) {
        return new PhasedLifecycle(0, runner::start, runner::close);
    }
}
