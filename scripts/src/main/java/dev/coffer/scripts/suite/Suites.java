package dev.coffer.scripts.suite;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The suites by name. */
final class Suites {

    private static final Map<String, Function<GatewayClient, Suite>> ALL = all();

    private Suites() {}

    private static Map<String, Function<GatewayClient, Suite>> all() {
        Map<String, Function<GatewayClient, Suite>> all = new LinkedHashMap<>();
        all.put("auth", client -> new AuthSuite(client).suite());
        all.put("payment", client -> new PaymentSuite(client).suite());
        all.put("input", client -> new InputSuite(client).suite());
        return all;
    }

    /** @param name of one suite, or "all" */
    static List<Suite> named(String name, GatewayClient client) {
        if (name.equals("all")) {
            return ALL.values().stream().map(make -> make.apply(client)).toList();
        }
        Function<GatewayClient, Suite> make = ALL.get(name);
        if (make == null) {
            throw new CommandFailed(
                    "There is no suite '" + name + "': " + String.join(", ", ALL.keySet()) + " or all.");
        }
        return List.of(make.apply(client));
    }
}
