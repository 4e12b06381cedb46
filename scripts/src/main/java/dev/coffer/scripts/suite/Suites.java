package dev.coffer.scripts.suite;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The suites by name. */
final class Suites {

    private static final Map<String, BiFunction<GatewayClient, Staff, Suite>> ALL = all();

    private Suites() {}

    private static Map<String, BiFunction<GatewayClient, Staff, Suite>> all() {
        Map<String, BiFunction<GatewayClient, Staff, Suite>> all = new LinkedHashMap<>();
        all.put("auth", (client, staff) -> new AuthSuite(client, staff).suite());
        all.put("payment", (client, staff) -> new PaymentSuite(client, staff).suite());
        all.put("bonus", (client, staff) -> new BonusSuite(client, staff).suite());
        all.put("input", (client, staff) -> new InputSuite(client).suite());
        all.put("kyc", (client, staff) -> new KycSuite(client, staff).suite());
        all.put("saga", (client, staff) -> new SagaSuite(client, staff).suite());
        all.put("refusals", (client, staff) -> new RefusalSuite(client, staff).suite());
        all.put("step-up", (client, staff) -> new StepUpSuite(client, staff).suite());
        all.put("notification", (client, staff) -> new NotificationSuite(client, staff).suite());
        all.put("config", (client, staff) -> new ConfigSuite(client, staff).suite());
        return all;
    }

    /** @param name of one suite, or "all": then what all of them together must have met comes last */
    static List<Suite> named(String name, GatewayClient client, Staff staff) {
        if (name.equals("all")) {
            return Stream.concat(
                            ALL.values().stream().map(make -> make.apply(client, staff)),
                            Stream.of(new CodesSuite(client).suite()))
                    .toList();
        }
        BiFunction<GatewayClient, Staff, Suite> make = ALL.get(name);
        if (make == null) {
            throw new CommandFailed(
                    "There is no suite '" + name + "': " + String.join(", ", ALL.keySet()) + " or all.");
        }
        return List.of(make.apply(client, staff));
    }
}
