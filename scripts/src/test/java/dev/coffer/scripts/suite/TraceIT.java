package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.OtlpReceiver;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one registration sets off is one trace, from the gateway over the event to whoever handles it. */
class TraceIT {

    private static final String ENDPOINT = "coffer.tracing.endpoint";

    private OtlpReceiver receiver;

    TraceIT() throws IOException {
        receiver = OtlpReceiver.start();
    }

    @BeforeEach
    void export() {
        System.setProperty(ENDPOINT, receiver.endpoint());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        receiver.close();
    }

    @Test
    void a_registration_is_one_trace_through_gateway_auth_event_and_payment(@TempDir Path home) {
        List<Service> services = List.of(Service.AUTH, Service.PAYMENT);
        try (LocalSystem system = LocalSystem.start(new LocalSystem.Request(
                        new CofferHome(home), SystemPorts.free(), services, false, System.out::println));
                GatewayClient client = new GatewayClient(system.ports().gatewayUrl())) {
            Person.unknown(client, "tracy").tryRegister("Tracy");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.spans().stream().anyMatch(span -> isOf(span, "payment")));
            // The other spans of the trace are exported by other processes, each in its own time.
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertJoined(receiver.spans()));
        }
    }

    private static void assertJoined(List<OtlpReceiver.Received> spans) {
        OtlpReceiver.Received handled = only(spans, "payment", "process user.registered");
        OtlpReceiver.Received registered = only(ofTrace(spans, handled.traceId()), "auth", "POST /graphql");
        OtlpReceiver.Received asked = only(ofTrace(spans, handled.traceId()), "gateway", "graphql");

        assertThat(handled.parentSpanId()).isEqualTo(registered.spanId());
        assertThat(registered.parentSpanId()).isEqualTo(asked.spanId());
        assertThat(asked.parentSpanId()).isEmpty();
    }

    private static boolean isOf(OtlpReceiver.Received span, String service) {
        return span.service().equals(service) && span.name().equals("process user.registered");
    }

    private static List<OtlpReceiver.Received> ofTrace(List<OtlpReceiver.Received> spans, String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private static OtlpReceiver.Received only(List<OtlpReceiver.Received> spans, String service, String name) {
        List<OtlpReceiver.Received> found = spans.stream()
                .filter(span -> span.service().equals(service) && span.name().equals(name))
                .toList();
        assertThat(found).as("spans %s of %s", name, service).hasSize(1);
        return found.getFirst();
    }
}
