package dev.coffer.auth.reset;

import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.signin.ForgetTries;
import dev.coffer.auth.signin.TellPasswordChanged;
import dev.coffer.auth.user.UserKeys;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResetWiring {

    @Bean
    RequestReset requestReset(Users users, IssueCode issueCode, Transactions transactions) {
        return new RequestReset(users, issueCode, transactions);
    }

    @Bean
    ResetPassword resetPassword(
            Users users,
            CheckCode checkCode,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            EndSessions endSessions,
            UserKeys keys,
            TellPasswordChanged tell,
            ForgetTries forgetTries,
            Transactions transactions,
            Clock clock) {
        return new ResetPassword(
                users,
                checkCode,
                credentials,
                rules,
                hashing,
                endSessions,
                keys,
                tell,
                forgetTries,
                transactions,
                clock);
    }
}
