package dev.coffer.auth.verification;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VerificationWiring {

    @Bean
    VerifyContact verifyContact(
            Users users,
            IssueCode issueCode,
            CheckCode checkCode,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        return new VerifyContact(users, issueCode, checkCode, audit, transactions, clock);
    }
}
