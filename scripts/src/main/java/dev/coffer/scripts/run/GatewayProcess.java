package dev.coffer.scripts.run;

import dev.coffer.gateway.GatewayApplication;
import java.util.List;

/** Main class of the gateway in a JVM of its own, as {@code up --separate} starts it. */
final class GatewayProcess {

    private GatewayProcess() {}

    public static void main(String[] args) {
        ServiceProcess.endWithParent();
        GatewayApplication.main(args);
    }

    static List<String> arguments(List<Service> services, ServiceSettings settings) {
        return LocalGateway.settings(services, settings).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}
