package dev.coffer.core.ops.drain;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Step;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Run as a process of its own and asked to end by a signal, as in production. */
@SpringBootApplication(scanBasePackageClasses = {SlowApplication.class, SampleApplication.class})
@RestController
public class SlowApplication {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final AtomicInteger underWay = new AtomicInteger();

    public static void main(String[] args) {
        ServiceLauncher.run(SlowApplication.class, "sample", args);
    }

    @Bean
    Consumer own() {
        return Consumer.named("sample-own").from("sample").on("sample.told", Told.class, (event, unit) -> {});
    }

    @Bean
    Saga<Told> saga() {
        return Saga.named("sample", 1, Told.class).step(Step.await("told", told -> true));
    }

    record Told(String text) {}

    @GetMapping("/slow")
    String slow(@RequestParam long millis) throws InterruptedException {
        underWay.incrementAndGet();
        NEVER.await(millis, TimeUnit.MILLISECONDS);
        return "answered";
    }

    @GetMapping("/under-way")
    int underWay() {
        return underWay.get();
    }
}
