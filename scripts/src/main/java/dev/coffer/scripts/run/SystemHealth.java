package dev.coffer.scripts.run;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a look at every part of a system saw. */
public record SystemHealth(List<Part> parts) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param checks what each check of the part saw, or why there is none */
    public record Part(String name, int port, boolean isUp, String version, Map<String, String> checks) {}

    public static SystemHealth look(SystemPorts ports, List<Service> services) {
        List<Part> parts = new ArrayList<>();
        for (Service service : services) {
            parts.add(look(service.key(), ports.of(service)));
        }
        parts.add(look("gateway", ports.gateway()));
        return new SystemHealth(List.copyOf(parts));
    }

    /** @param name of a part */
    public boolean isUp(String name) {
        return parts.stream().anyMatch(part -> part.isUp() && part.name().equals(name));
    }

    boolean isHealthy() {
        return parts.stream().allMatch(Part::isUp);
    }

    List<String> down() {
        return parts.stream().filter(part -> !part.isUp()).map(Part::name).toList();
    }

    private static Part look(String name, int port) {
        @Nullable HttpResponse<String> answer = Http.get("http://127.0.0.1:" + port + "/health/ready");
        if (answer == null) {
            return new Part(name, port, false, "-", Map.of("connection", "nobody answers"));
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            Map<String, String> checks = new LinkedHashMap<>();
            body.path("checks").propertyStream().forEach(check -> checks.put(check.getKey(), seen(check.getValue())));
            return new Part(
                    name, port, answer.statusCode() == 200, body.path("version").asString("-"), checks);
        } catch (JacksonException e) {
            return new Part(name, port, false, "-", Map.of("answer", "HTTP " + answer.statusCode()));
        }
    }

    private static String seen(JsonNode check) {
        String detail = check.path("detail").asString("");
        return check.path("up").asBoolean(false) ? detail : "DOWN " + detail;
    }
}
