package dev.coffer.scripts.deploy;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.run.Service;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only its operators can say of an installation: where the world reaches its parts, and who moves its money. */
final class Installation {

    private static final String PROVIDER = "COFFER_PAYMENT_PROVIDER";
    private static final String ISSUER = "COFFER_OAUTH_ISSUER";
    private static final String LINKS = "COFFER_NOTIFICATION_LINKS_PUBLICURL";
    private static final String DOCUMENTS = "COFFER_KYC_DOCUMENTS_PUBLICURL";
    /** Told to every service. */
    static final List<String> VARIABLES = List.of(PROVIDER, ISSUER, LINKS, DOCUMENTS);

    private static final String SIMULATOR = "simulator";

    @Option(
            names = "--auth-url",
            paramLabel = "URL",
            description = "Where browsers reach auth-service: https://auth.example.com.")
    private @Nullable URI auth;

    @Option(
            names = "--mail-url",
            paramLabel = "URL",
            description = "Where links in mails lead, to notification-service: https://mail.example.com.")
    private @Nullable URI mail;

    @Option(
            names = "--files-url",
            paramLabel = "URL",
            description = "Where documents are uploaded, to kyc-service: https://files.example.com.")
    private @Nullable URI files;

    @Option(
            names = "--payment-provider",
            paramLabel = "NAME",
            description = "Who takes and pays out money: stripe, or simulator, which takes no real money.")
    private @Nullable String paymentProvider;

    /** By the variable that says so. @throws CommandFailed where something is missing, or an address is not https */
    Map<String, String> forProduction() {
        if (paymentProvider == null) {
            throw new CommandFailed(
                    "--payment-provider must say in production who takes and pays out money: stripe, or " + SIMULATOR
                            + ", which takes no real money.");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(PROVIDER, paymentProvider);
        variables.put(ISSUER, https("--auth-url", auth));
        variables.put(LINKS, https("--mail-url", mail));
        variables.put(DOCUMENTS, https("--files-url", files));
        return variables;
    }

    /** By the variable that says so; on this machine, with the simulator, where nothing was given. */
    Map<String, String> forDevelopment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(PROVIDER, paymentProvider == null ? SIMULATOR : paymentProvider);
        variables.put(ISSUER, orLocal(auth, Service.AUTH));
        variables.put(LINKS, orLocal(mail, Service.NOTIFICATION));
        variables.put(DOCUMENTS, orLocal(files, Service.KYC));
        return variables;
    }

    private static String https(String option, @Nullable URI address) {
        if (address == null || !"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new CommandFailed(option + " must say where clients reach it in production, by https: " + option
                    + " https://x.example.com");
        }
        return address.toString();
    }

    private static String orLocal(@Nullable URI address, Service service) {
        return address == null ? "http://127.0.0.1:" + service.port() : address.toString();
    }
}
