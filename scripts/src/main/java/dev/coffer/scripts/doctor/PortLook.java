package dev.coffer.scripts.doctor;

import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Whether the ports that {@code up} wants are free, where no system is up. */
final class PortLook {

    private PortLook() {}

    static List<Finding> look(SystemPorts ports) {
        List<Finding> found = new ArrayList<>();
        for (Service service : Service.values()) {
            look(ports.of(service), service.key() + "-service", found);
        }
        look(ports.gateway(), "the gateway", found);
        return found.isEmpty() ? List.of(Finding.ok("The ports of all services are free")) : found;
    }

    private static void look(int port, String wantedBy, List<Finding> found) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException taken) {
            found.add(Finding.problem(
                    "Port " + port + ", which " + wantedBy + " needs, is taken by " + PortOwner.of(port) + ".",
                    "End that process, or start Coffer with --port-offset 1000."));
        }
    }
}
