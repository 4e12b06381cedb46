package dev.coffer.core.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics} of a service. */
@RestController
final class OpsEndpoints {

    private final String service;
    private final String version;
    private final List<HealthCheck> checks;
    private final PrometheusMeterRegistry metrics;

    OpsEndpoints(String service, String version, List<HealthCheck> checks, PrometheusMeterRegistry metrics) {
        this.service = service;
        this.version = version;
        this.checks = List.copyOf(checks);
        this.metrics = metrics;
    }

    /** Answers as long as the process does. */
    @GetMapping(path = "/health/live", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> live() {
        return Map.of("service", service, "live", true);
    }

    /** 200 when every check is up, else 503; either way says what each check saw. */
    @GetMapping(path = "/health/ready", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> ready() {
        Map<String, Object> seen = new LinkedHashMap<>();
        boolean isReady = true;
        for (HealthCheck check : checks) {
            HealthCheck.Status status = check.check();
            isReady &= status.isUp();
            seen.put(check.name(), Map.of("up", status.isUp(), "detail", status.detail()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("service", service);
        body.put("version", version);
        body.put("ready", isReady);
        body.put("checks", seen);
        return ResponseEntity.status(isReady ? 200 : 503).body(body);
    }

    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    String metrics() {
        return metrics.scrape();
    }
}
