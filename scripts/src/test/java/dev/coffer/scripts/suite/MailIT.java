package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole system that sends by a mail server: what is asked for at the gateway is read there, and typed back. */
class MailIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("(?m)^\\s*([0-9]{6})\\s*$");
    private static final String RESET = "mutation R($input: RequestPasswordResetInput!) {"
            + " requestPasswordReset(input: $input) { ... on PasswordResetRequested { id } ... on Refusal { code } } }";

    private final int port = TestPorts.free();
    private final GreenMail smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, String> settings = Map.of(
            "coffer.notification.email.host", "127.0.0.1",
            "coffer.notification.email.port", Integer.toString(port),
            "coffer.notification.email.starttls", "false",
            "coffer.notification.email.from", "Coffer <no-reply@coffer.example>");

    @BeforeEach
    void start() {
        smtp.start();
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        settings.keySet().forEach(System::clearProperty);
        smtp.stop();
    }

    private List<MimeMessage> mailsTo(Person person) throws MessagingException {
        List<MimeMessage> mails = new ArrayList<>();
        for (MimeMessage mail : smtp.getReceivedMessages()) {
            if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(person.email())) {
                mails.add(mail);
            }
        }
        return mails;
    }

    /** Of the mail with that subject. */
    private String code(Person person, String subject) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            for (MimeMessage mail : mailsTo(person)) {
                                Matcher code = CODE.matcher(GreenMailUtil.getBody(mail));
                                if (mail.getSubject().equals(subject) && code.find()) {
                                    return code.group(1);
                                }
                            }
                            return "";
                        },
                        found -> !found.isEmpty());
    }

    @Test
    void codes_and_notices_come_by_the_mail_server_to_the_address_and_once(@TempDir Path home) throws Exception {
        List<Service> services = List.of(Service.values());
        try (LocalSystem system = LocalSystem.start(new LocalSystem.Request(
                        new CofferHome(home), SystemPorts.free(), services, false, System.out::println));
                GatewayClient client = new GatewayClient(system.ports().gatewayUrl())) {
            Person cleo = Person.unknown(client, "cleo").join("Cleo");

            String id = Mutations.done(cleo, "requestOtp", Map.of("channel", "EMAIL"), "... on OtpSent { id }", "/id");
            Map<String, String> right = Map.of("id", id, "code", code(cleo, "Your confirmation code"));
            assertThat(Mutations.ask(cleo, "verifyOtp", right, "... on User { isEmailVerified }")
                            .ok()
                            .at("/verifyOtp/isEmailVerified")
                            .asBoolean())
                    .isTrue();
            client.ask(RESET, Map.of("input", Map.of("identifier", cleo.email())), null)
                    .ok();
            code(cleo, "Your code for a new password");

            assertThat(mailsTo(cleo)).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
            assertThat(mailsTo(cleo)).extracting(MimeMessage::getSubject).containsOnlyOnce("Your confirmation code");
            assertThat(mailsTo(cleo))
                    .allSatisfy(mail -> assertThat(mail.getFrom()[0]).hasToString("Coffer <no-reply@coffer.example>"));
        }
    }
}
