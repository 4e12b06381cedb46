package dev.coffer.scripts.doctor;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemHealth;
import dev.coffer.scripts.run.SystemPorts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A system that is up: its parts, its indexes, and whether the gateway has all of it. */
final class SystemLook {

    private static final String ROOT_FIELDS = "{ __schema { queryType { fields { name } } } }";

    private SystemLook() {}

    static List<Finding> look(SystemPorts ports) {
        SystemHealth health = SystemHealth.look(ports, List.of(Service.values()));
        List<Finding> found = new ArrayList<>(judge(health));
        if (health.isUp("gateway")) {
            found.addAll(registered(health, rootFields(ports)));
        }
        return found;
    }

    static List<Finding> judge(SystemHealth health) {
        List<Finding> found = new ArrayList<>();
        for (SystemHealth.Part part : health.parts()) {
            if (!part.isUp()) {
                found.add(Finding.problem(
                        part.name() + " on port " + part.port() + " is not ready: " + part.checks(),
                        "Look into .coffer/log; './coffer down' and './coffer up' start everything anew."));
            }
            part.checks().values().stream()
                    .filter(seen -> seen.contains("indexes missing") || seen.contains("indexes different"))
                    .forEach(
                            seen -> found.add(
                                    Finding.problem(
                                            part.name() + " works without indexes that it needs: " + seen,
                                            "Restart that service: it makes what is missing. For different ones see docs/operations.md, \"Indexes\".")));
        }
        return found.isEmpty() ? List.of(Finding.ok("Every part of the system is ready")) : found;
    }

    /** Each service has operators' fields that are named after it, such as {@code authSagas}. */
    static List<Finding> registered(SystemHealth health, Set<String> rootFields) {
        List<Finding> found = new ArrayList<>();
        for (Service service : Service.values()) {
            if (health.isUp(service.key()) && !rootFields.contains(service.key() + "Sagas")) {
                found.add(
                        Finding.problem(
                                service.key() + "-service is up, and the gateway does not serve its fields.",
                                "Name it among coffer.gateway.subgraphs; if it is there, the gateway's log says why its schema does not fit."));
            }
        }
        return found.isEmpty()
                ? List.of(Finding.ok("The gateway serves the fields of every service that is up"))
                : found;
    }

    private static Set<String> rootFields(SystemPorts ports) {
        try (GatewayClient client = new GatewayClient(ports.gatewayUrl())) {
            Set<String> names = new HashSet<>();
            client.ask(ROOT_FIELDS, Map.of(), null)
                    .at("/__schema/queryType/fields")
                    .forEach(field -> names.add(field.path("name").asString("")));
            return names;
        }
    }
}
