package dev.coffer.auth.verification;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.network.NetworkLimits;
import dev.coffer.auth.network.NetworkRule;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Clients;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;

/** The fields of {@code verification.graphqls}. */
@DgsComponent
class VerificationFetcher {

    private final VerifyContact verifyContact;
    private final NetworkLimits networkLimits;

    VerificationFetcher(VerifyContact verifyContact, NetworkLimits networkLimits) {
        this.verifyContact = verifyContact;
        this.networkLimits = networkLimits;
    }

    record RequestOtpInput(Contact.Channel channel) {}

    record VerifyOtpInput(String id, String code) {

        @Override
        public String toString() {
            return "VerifyOtpInput[***]";
        }
    }

    /** The GraphQL type. */
    record OtpSent(String id, String sentTo, Instant expiresAt) {}

    @DgsMutation
    Object requestOtp(@InputArgument RequestOtpInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return networkLimits.hold(
                NetworkRule.SENDING,
                Clients.client(environment),
                () -> answer(verifyContact.ask(caller, input.channel())));
    }

    private static Object answer(VerifyContact.Asked result) {
        return switch (result) {
            case VerifyContact.Asked.Sent(IssueResult.Issued(IssuedCode code)) ->
                new OtpSent(code.id(), code.sentTo(), code.expiresAt());
            case VerifyContact.Asked.Sent(IssueResult.SentTooOften refused) -> CodeRefusal.of(refused);
            case VerifyContact.Asked.Refused(VerificationRefusal reason) ->
                Refusal.of(reason, reason.meaning(), "input.channel");
        };
    }

    @DgsMutation
    Object verifyOtp(@InputArgument VerifyOtpInput input, DataFetchingEnvironment environment) {
        return switch (verifyContact.type(Callers.caller(environment), input.id(), input.code())) {
            case VerifyContact.Typed.Verified(User user) -> user;
            case VerifyContact.Typed.Refused(CodeRefusal reason) -> CodeRefusal.ofTyped(reason);
        };
    }
}
