package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;

/** One-time codes: a contact is verified, a forgotten password is set anew. */
final class CodeSteps {

    private static final String REQUEST_RESET = """
            mutation R($input: RequestPasswordResetInput!) {
              requestPasswordReset(input: $input) {
                __typename ... on PasswordResetRequested { id sentTo } ... on Refusal { code message } } }""";
    private static final String RESET = """
            mutation R($input: ResetPasswordInput!) {
              resetPassword(input: $input) {
                __typename ... on PasswordReset { id } ... on Refusal { code message field } } }""";
    private static final String REGISTER = """
            mutation R($input: RegisterInput!) {
              register(input: $input) {
                __typename ... on RegistrationPending { id sentTo } ... on Refusal { code message } } }""";
    private static final String CONFIRM = """
            mutation C($id: ID!, $code: String!) {
              confirmRegistration(input: { id: $id, code: $code }) {
                __typename ... on User { isEmailVerified } ... on Refusal { code message } } }""";
    private static final String SETTING = "auth-service/registration";
    private static final String PENDING = "{ pendingOperations(first: 5) { nodes { id kind sentTo } } }";
    private static final String INBOX = "{ inbox(first: 5) { nodes { subject } } }";
    private static final String NO_CODE = "no code";

    private final GatewayClient client;
    private final Staff staff;
    private final Mailbox mailbox;
    private final Person cleo;

    CodeSteps(GatewayClient client, Staff staff, Mailbox mailbox) {
        this.client = client;
        this.staff = staff;
        this.mailbox = mailbox;
        this.cleo = Person.unknown(client, "cleo");
    }

    void addTo(Suite suite) {
        suite.step("an address is verified by the code that is sent to it, once", () -> {
                    cleo.join("Cleo");
                    int before = mailbox.count(cleo);
                    String id = Mutations.done(
                            cleo, "requestOtp", Map.of("channel", "EMAIL"), "... on OtpSent { id sentTo }", "/id");
                    Mutations.refused(cleo, "requestOtp", Map.of("channel", "EMAIL"), "CODE_SENT_TOO_OFTEN");
                    Mutations.refused(cleo, "requestOtp", Map.of("channel", "SMS"), "CONTACT_MISSING");
                    Check.equal(
                            "VERIFY_CONTACT",
                            cleo.ask(PENDING).ok().text("/pendingOperations/nodes/0/kind"),
                            "what waits for a code");
                    Mutations.refused(cleo, "verifyOtp", Map.of("id", id, "code", NO_CODE), "CODE_WRONG");
                    Map<String, String> right = Map.of("id", id, "code", mailbox.nextCode(cleo, before));
                    Answer verified = Mutations.ask(cleo, "verifyOtp", right, "... on User { isEmailVerified }")
                            .ok();
                    Check.that(verified.at("/verifyOtp/isEmailVerified").asBoolean(), "the address is verified");
                    Mutations.refused(cleo, "verifyOtp", right, "CODE_OVER");
                    Mutations.refused(cleo, "requestOtp", Map.of("channel", "EMAIL"), "CONTACT_VERIFIED");
                })
                .step("a forgotten password is set anew by a code, and all sessions end", this::reset)
                .step("a reset for an address that nobody has is answered like any other", this::resetOfNobody)
                .step("where contacts are confirmed, an account counts when its code is typed", this::confirmed);
    }

    private Answer requestReset(Person person) {
        return client.ask(REQUEST_RESET, Map.of("input", Map.of("identifier", person.email())), null)
                .ok();
    }

    private Answer reset(String id, String code, String password) {
        return client.ask(RESET, Map.of("input", Map.of("id", id, "code", code, "newPassword", password)), null)
                .ok();
    }

    private void reset() {
        int before = mailbox.count(cleo);
        String id = requestReset(cleo).text("/requestPasswordReset/id");
        String code = mailbox.nextCode(cleo, before);
        String password = "another " + cleo.password();

        Check.refusal(reset(id, NO_CODE, password), "/resetPassword", "CODE_WRONG");
        Check.equal("PasswordReset", reset(id, code, password).text("/resetPassword/__typename"), "the result");
        Check.refusal(reset(id, code, password), "/resetPassword", "CODE_OVER");
        Check.refusal(cleo.tryLogin(), "/login", "INVALID_CREDENTIALS");
        Person again = new Person(client, cleo.email(), password).login();
        Person.await(
                "the message about the new password",
                () -> again.ask(INBOX).body().toString().contains("Your password was reset"));
        String mail = mailbox.next(cleo, before + 1);
        Check.that(!mail.contains("http"), "the mail about the new password has no link: " + mail);
    }

    private void resetOfNobody() {
        Person nobody = Person.unknown(client, "nobody");
        String id = requestReset(nobody).text("/requestPasswordReset/id");
        Check.refusal(reset(id, NO_CODE, nobody.password()), "/resetPassword", "CODE_WRONG");
        Check.refusal(requestReset(nobody), "/requestPasswordReset", "CODE_SENT_TOO_OFTEN");
        Check.equal(0, mailbox.count(nobody), "messages to an address that nobody has");
    }

    private void confirmed() {
        Person admin = staff.join(Person.unknown(client, "codes-admin"), "admin", "user");
        Person dora = Person.unknown(client, "dora");
        String version = admin.ask("{ setting(key: \"" + SETTING + "\") { version } }")
                .ok()
                .at("/setting/version")
                .toString();
        switchTo(admin, true, Integer.parseInt(version));
        try {
            Person.await(
                    "registrations that are to be confirmed",
                    () -> register(Person.unknown(client, "probe"))
                            .text("/register/__typename")
                            .equals("RegistrationPending"));
            String id = register(dora).text("/register/id");
            Check.refusal(dora.tryLogin(), "/login", "ACCOUNT_PENDING");
            Answer taken = register(cleo);
            Check.equal("RegistrationPending", taken.text("/register/__typename"), "the answer for a taken address");
            Answer confirmed = client.ask(CONFIRM, Map.of("id", id, "code", mailbox.nextCode(dora, 0)), null)
                    .ok();
            Check.that(confirmed.at("/confirmRegistration/isEmailVerified").asBoolean(), "the address is verified");
            dora.login();
        } finally {
            switchTo(admin, false, Integer.parseInt(version) + 1);
            Person.await(
                    "registrations without a code",
                    () -> register(Person.unknown(client, "probe"))
                            .text("/register/__typename")
                            .equals("User"));
        }
    }

    private static void switchTo(Person admin, boolean isOn, int version) {
        Mutations.ask(
                        admin,
                        "setSetting",
                        Map.of(
                                "key",
                                SETTING,
                                "values",
                                List.of(Map.of("field", "confirmContact", "value", Boolean.toString(isOn))),
                                "expectedVersion",
                                version,
                                "reason",
                                "a scripted suite"))
                .ok();
    }

    private Answer register(Person person) {
        Map<String, String> input =
                Map.of("email", person.email(), "password", person.password(), "displayName", "Somebody");
        return client.ask(REGISTER, Map.of("input", input), null).ok();
    }
}
