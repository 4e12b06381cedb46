package dev.coffer.notification.email;

import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails by SMTP, each on a connection of its own. What the server says is told by its number only: its words often repeat
 * the recipient's address.
 */
final class SmtpPost implements Post {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int PERMANENT = 500;

    private final EmailProperties settings;
    private final Session session;
    private final Clock clock;

    SmtpPost(EmailProperties settings, Clock clock) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
        this.clock = clock;
    }

    private static Properties properties(EmailProperties settings) {
        Properties properties = new Properties();
        String millis = Long.toString(settings.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.starttls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.starttls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        return properties;
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        MailAddress to = MailAddress.of(mail.to());
        if (to == null) {
            return new PostAnswer.Bounced("the address is none that mail servers take");
        }
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(mail, to);
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            return PostAnswer.Taken.WITHOUT_RECEIPT;
        } catch (AuthenticationFailedException refused) {
            throw new NotNow("the mail server does not take user and password");
        } catch (MessagingException failed) {
            return refusal(failed);
        }
    }

    /** Without a user nothing is said of one: given an empty password, the library would sign in under the system's user. */
    private void connect(Transport transport) throws MessagingException {
        boolean isAnonymous = settings.user().isEmpty();
        transport.connect(
                settings.host(),
                settings.port(),
                isAnonymous ? null : settings.user(),
                isAnonymous ? null : settings.password());
    }

    private MimeMessage message(Mail mail, MailAddress to) throws MessagingException {
        InternetAddress from = settings.sender();
        String id = "<" + mail.id() + "@"
                + from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1) + ">";
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value(), true));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        unsubscribable(message, mail);
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** By RFC 8058: the mail program asks for it with one POST, and the reader sees no page. */
    private static void unsubscribable(MimeMessage message, Mail mail) throws MessagingException {
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** The server's definite no, which is about the recipient or about the mail; {@link NotNow} for everything that may be otherwise later. */
    private static PostAnswer refusal(MessagingException failed) throws NotNow {
        int code = 0;
        boolean isAboutRecipient = false;
        for (Exception cause = failed; cause != null; cause = next(cause)) {
            int said = code(cause);
            isAboutRecipient |= cause instanceof SMTPAddressFailedException && said >= PERMANENT;
            code = Math.max(code, said);
        }
        if (code >= PERMANENT) {
            String reason = "the mail server refused it with " + code;
            return isAboutRecipient ? new PostAnswer.Bounced(reason) : new PostAnswer.Refused(reason);
        }
        throw new NotNow(
                code == 0 ? "the mail server was not reached, or gave no answer" : "the mail server said " + code);
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static int code(Exception cause) {
        return switch (cause) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }

    @Override
    public String description() {
        return "sent by " + settings.host() + ":" + settings.port();
    }
}
