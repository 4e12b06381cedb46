package dev.coffer.notification.realtime;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.core.permission.PolicyPage;
import dev.coffer.core.permission.TenantPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tells services the policies of tenants, as auth-service does. */
final class TestPolicies implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, TenantPolicy> all = new ConcurrentHashMap<>();
    private final AtomicLong revision = new AtomicLong();

    private TestPolicies(HttpServer server) {
        this.server = server;
    }

    static TestPolicies start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestPolicies policies = new TestPolicies(server);
            server.createContext("/policies", exchange -> {
                byte[] body = new PolicyPage(policies.revision.get(), List.copyOf(policies.all.values()))
                        .toJson()
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
            return policies;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/policies";
    }

    /** From now on the tenant has this role beside the built-in ones. */
    void grant(String tenantId, String role, String... urns) {
        List<Role> roles = new ArrayList<>(BuiltInRoles.all());
        roles.add(new Role(role, List.of(), List.of(urns), List.of()));
        all.put(tenantId, new TenantPolicy(tenantId, revision.incrementAndGet(), Policy.of(roles)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
