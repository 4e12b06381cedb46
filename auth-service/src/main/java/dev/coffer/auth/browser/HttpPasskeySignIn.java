package dev.coffer.auth.browser;

import dev.coffer.auth.browser.PagePasskeys.Entry;
import dev.coffer.auth.network.HttpClients;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page {@code /signin/passkey}: a sign-in by passkey alone. It answers as {@code loginWithPasskey} does. */
@RestController
class HttpPasskeySignIn {

    private final PagePasskeys passkeys;
    private final SignInPages pages;
    private final NetworkLimits limits;
    private final HttpClients clients;

    HttpPasskeySignIn(PagePasskeys passkeys, SignInPages pages, NetworkLimits limits, HttpClients clients) {
        this.passkeys = passkeys;
        this.pages = pages;
        this.limits = limits;
        this.clients = clients;
    }

    /** @param credential the authenticator's answer; empty where it is still to be asked */
    @PostMapping("/signin/passkey")
    ResponseEntity<String> logIn(
            @RequestParam(name = "continue", required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request) {
        Continuation onward = Continuation.read(next);
        String tenantId = onward == null ? null : pages.tenant(onward);
        if (onward == null || tenantId == null || !HttpCookies.isFromOwnForm(request, form)) {
            return pages.error(HttpSignIn.NOT_OURS);
        }
        if (credential.isEmpty()) {
            return ask(request, onward, tenantId, null);
        }
        Client client = clients.of(request);
        Entry entry = limits.hold(
                NetworkRule.PROOF,
                client,
                () -> passkeys.logIn(tenantId, credential, client),
                Entry.Refused.class::isInstance,
                pause -> new Entry.Refused(SignInRefusal.TOO_MANY_ATTEMPTS));
        return switch (entry) {
            case Entry.Entered(Session session) -> pages.enter(request, onward, session);
            case Entry.Refused(RefusalCode reason) -> ask(request, onward, tenantId, reason.meaning());
        };
    }

    private ResponseEntity<String> ask(
            HttpServletRequest request, Continuation onward, String tenantId, @Nullable String problem) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("options", passkeys.alone(tenantId));
        return pages.show(request, onward, "passkey", variables, problem);
    }
}
