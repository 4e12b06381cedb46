package dev.coffer.scripts.run;

import java.io.PrintWriter;
import java.util.List;

/** What a newcomer reads when the system is up. */
final class Welcome {

    private Welcome() {}

    static void print(PrintWriter out, SystemPorts ports, List<Service> services, long millis) {
        out.printf("%nCoffer is up (%.1f s).%n%n", millis / 1_000.0);
        out.printf("  GraphQL API   %s   (open it in a browser to try queries)%n", ports.gatewayUrl());
        for (Service service : services) {
            out.printf("  %-13s %s%n", service.key(), ports.graphQlUrl(service));
        }
        out.printf("%n  Demo users    %s and %s, password \"%s\"%n", DemoData.ANN, DemoData.BOB, DemoData.PASSWORD);
        out.printf("%n  Try:%n%n%s%n", login(ports));
        out.printf(
                "%n  Next: ./coffer test all, ./coffer health, and docs/development.md. Ctrl-C ends everything.%n%n");
        out.flush();
    }

    private static String login(SystemPorts ports) {
        return """
              curl -s %s -H 'Content-Type: application/json' --data-binary @- <<'QUERY'
              {"query": "mutation { login(input: {identifier: \\"%s\\", password: \\"%s\\"}) { ... on Session { accessToken user { displayName } } } }"}
              QUERY""".formatted(ports.gatewayUrl(), DemoData.ANN, DemoData.PASSWORD);
    }
}
