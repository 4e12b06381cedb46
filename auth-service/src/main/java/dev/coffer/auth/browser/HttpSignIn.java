package dev.coffer.auth.browser;

import dev.coffer.auth.network.HttpClients;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.signin.CompleteLogin;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.signin.LogIn;
import dev.coffer.auth.signin.LoginResult;
import dev.coffer.auth.signin.SecondFactorRequired;
import dev.coffer.auth.signin.SendSignInCode;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.Contact;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages {@code /signin}: password first, then a second factor where the account has one. They answer as {@code login} does. */
@RestController
class HttpSignIn {

    private static final String NOWHERE = "This page is opened by the application that you want to sign in to.";
    private static final String SENT_TOO_OFTEN = "Codes were sent too often; wait a little and try again.";
    static final String NOT_OURS = "The form was open for too long, or came from elsewhere. Start again.";

    private final LogIn logIn;
    private final CompleteLogin completeLogin;
    private final SendSignInCode sendCode;
    private final PagePasskeys passkeys;
    private final SignInPages pages;
    private final NetworkLimits limits;
    private final HttpClients clients;

    HttpSignIn(
            LogIn logIn,
            CompleteLogin completeLogin,
            SendSignInCode sendCode,
            PagePasskeys passkeys,
            SignInPages pages,
            NetworkLimits limits,
            HttpClients clients) {
        this.logIn = logIn;
        this.completeLogin = completeLogin;
        this.sendCode = sendCode;
        this.passkeys = passkeys;
        this.pages = pages;
        this.limits = limits;
        this.clients = clients;
    }

    @GetMapping("/signin")
    ResponseEntity<String> show(
            @RequestParam(name = "continue", required = false) @Nullable String next, HttpServletRequest request) {
        Continuation onward = Continuation.read(next);
        return onward == null ? pages.error(NOWHERE) : password(request, onward, null);
    }

    @PostMapping("/signin")
    ResponseEntity<String> logIn(
            @RequestParam(name = "continue", required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        Continuation onward = Continuation.read(next);
        if (onward == null || !HttpCookies.isFromOwnForm(request, form)) {
            return pages.error(NOT_OURS);
        }
        String tenantId = pages.tenant(onward);
        if (tenantId == null) {
            return pages.error(NOWHERE);
        }
        try {
            Contact contact = Contact.parse(identifier);
            Client client = clients.of(request);
            LoginResult result = limits.hold(
                    NetworkRule.PROOF,
                    client,
                    () -> logIn.logIn(tenantId, contact, Password.of(password), null, client),
                    HttpSignIn::isFailed,
                    LoginResult.TriedTooOften::new);
            return answer(request, onward, result);
        } catch (IllegalArgumentException noContact) {
            return password(request, onward, SignInRefusal.INVALID_CREDENTIALS.meaning());
        }
    }

    private static boolean isFailed(LoginResult result) {
        return !(result instanceof LoginResult.SignedIn) && !(result instanceof LoginResult.SecondStep);
    }

    private ResponseEntity<String> answer(HttpServletRequest request, Continuation onward, LoginResult result) {
        return switch (result) {
            case LoginResult.SignedIn(Session session) -> pages.enter(request, onward, session);
            case LoginResult.SecondStep(SecondFactorRequired required) ->
                second(request, onward, required.id(), required.factors(), null);
            case LoginResult.Refused(SignInRefusal reason) -> password(request, onward, reason.meaning());
            case LoginResult.NotYet _ -> password(request, onward, SignInRefusal.ACCOUNT_PENDING.meaning());
            case LoginResult.TriedTooOften(Duration pause) ->
                password(request, onward, waiting(SignInRefusal.TOO_MANY_ATTEMPTS, pause));
        };
    }

    @PostMapping("/signin/second")
    ResponseEntity<String> complete(
            @RequestParam(name = "continue", required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") List<FactorKind> factors,
            @RequestParam(required = false) @Nullable FactorKind factor,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String send,
            HttpServletRequest request) {
        Continuation onward = Continuation.read(next);
        if (onward == null || !HttpCookies.isFromOwnForm(request, form)) {
            return pages.error(NOT_OURS);
        }
        Client client = clients.of(request);
        if (send != null) {
            return second(request, onward, id, factors, sent(id, client));
        }
        if (factor == null) {
            return second(request, onward, id, factors, "Say which kind of code it is.");
        }
        CompleteLogin.Answer answer = new CompleteLogin.Answer(factor, code.strip(), false);
        CompleteLogin.Result result = limits.hold(
                NetworkRule.PROOF,
                client,
                () -> completeLogin.complete(id, answer, client),
                done -> !(done instanceof CompleteLogin.Result.SignedIn),
                CompleteLogin.Result.TriedTooOften::new);
        return answer(request, onward, id, factors, result);
    }

    private ResponseEntity<String> answer(
            HttpServletRequest request,
            Continuation onward,
            String id,
            List<FactorKind> factors,
            CompleteLogin.Result result) {
        return switch (result) {
            case CompleteLogin.Result.SignedIn(Session session, @Nullable String _) ->
                pages.enter(request, onward, session);
            case CompleteLogin.Result.Refused(SignInRefusal reason)
            when reason == SignInRefusal.SECOND_FACTOR_WRONG -> second(request, onward, id, factors, reason.meaning());
            case CompleteLogin.Result.Refused(SignInRefusal reason) -> password(request, onward, reason.meaning());
            case CompleteLogin.Result.TriedTooOften(Duration pause) ->
                second(request, onward, id, factors, waiting(SignInRefusal.SECOND_FACTOR_TRIED_TOO_OFTEN, pause));
        };
    }

    private String sent(String id, Client client) {
        return limits.hold(
                NetworkRule.SENDING,
                client,
                () -> switch (sendCode.send(id)) {
                    case SendSignInCode.Result.Sent _ -> "A code is on its way.";
                    case SendSignInCode.Result.Refused(RefusalCode reason) -> reason.meaning();
                    case SendSignInCode.Result.SentTooOften _ -> SENT_TOO_OFTEN;
                },
                sentence -> false,
                pause -> SENT_TOO_OFTEN);
    }

    private ResponseEntity<String> password(HttpServletRequest request, Continuation onward, @Nullable String problem) {
        return pages.show(request, onward, "sign-in", new HashMap<>(), problem);
    }

    private ResponseEntity<String> second(
            HttpServletRequest request,
            Continuation onward,
            String id,
            List<FactorKind> factors,
            @Nullable String problem) {
        List<FactorKind> typed =
                factors.stream().filter(factor -> factor != FactorKind.PASSKEY).toList();
        String options = factors.contains(FactorKind.PASSKEY) ? passkeys.secondStep(id) : null;
        if (typed.isEmpty() && options == null) {
            return password(request, onward, SignInRefusal.SIGN_IN_EXPIRED.meaning());
        }
        Map<String, Object> variables = new HashMap<>();
        if (options != null) {
            variables.put("options", options);
        }
        variables.put("all", factors);
        variables.put("id", id);
        variables.put("factors", typed);
        variables.put("isSent", factors.contains(FactorKind.EMAIL_CODE));
        return pages.show(request, onward, "second-step", variables, problem);
    }

    private static String waiting(SignInRefusal reason, Duration pause) {
        return reason.meaning() + " (" + pause.plusMillis(999).toSeconds() + " s)";
    }
}
