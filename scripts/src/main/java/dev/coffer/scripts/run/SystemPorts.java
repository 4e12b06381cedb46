package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where a system listens, always on 127.0.0.1. */
public record SystemPorts(Map<Service, Integer> services, int gateway) {

    private static final int MAX_PORT = 65_535;

    public SystemPorts {
        services = Map.copyOf(services);
    }

    /** The documented ports, each moved up by {@code offset}. */
    public static SystemPorts standard(int offset) {
        if (offset < 0 || Service.GATEWAY_PORT + offset > MAX_PORT) {
            throw new CommandFailed("A port offset is 0 to " + (MAX_PORT - Service.GATEWAY_PORT) + ", not " + offset);
        }
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, service.port() + offset);
        }
        return new SystemPorts(ports, Service.GATEWAY_PORT + offset);
    }

    /** Ports that nothing listens on at the moment; for tests. */
    public static SystemPorts free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            Map<Service, Integer> ports = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                ports.put(service, hold(held));
            }
            return new SystemPorts(ports, hold(held));
        } finally {
            held.forEach(SystemPorts::release);
        }
    }

    public int of(Service service) {
        return services.getOrDefault(service, service.port());
    }

    /** Without a path. */
    public String url(Service service) {
        return "http://127.0.0.1:" + of(service);
    }

    public String graphQlUrl(Service service) {
        return url(service) + "/graphql";
    }

    public String gatewayUrl() {
        return "http://127.0.0.1:" + gateway + "/graphql";
    }

    /** @throws CommandFailed naming every port that something else listens on */
    public void requireFree(List<Service> wanted) {
        List<String> taken = new ArrayList<>();
        for (Service service : wanted) {
            if (isTaken(of(service))) {
                taken.add(of(service) + " (" + service.key() + ")");
            }
        }
        if (isTaken(gateway)) {
            taken.add(gateway + " (gateway)");
        }
        if (!taken.isEmpty()) {
            throw new CommandFailed("Something listens already on port " + String.join(", ", taken)
                    + ". Is a system up? './coffer down' ends it; '--port-offset N' uses other ports.");
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static int hold(List<ServerSocket> held) {
        try {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailed("No free port on 127.0.0.1: " + e.getMessage());
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that was only bound cannot be closed", e);
        }
    }
}
