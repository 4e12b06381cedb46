package dev.coffer.auth.factor;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.factor.FactorInputs.ConfirmTotpInput;
import dev.coffer.auth.factor.FactorInputs.EnrolTotpInput;
import dev.coffer.auth.factor.FactorInputs.ProofInput;
import dev.coffer.auth.factor.FactorInputs.ResetSecondFactorsInput;
import dev.coffer.auth.factor.FactorInputs.SendFactorCodeInput;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.SignInCodeSent;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.Refusals;
import dev.coffer.auth.user.User;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;

/** The fields of {@code factor.graphqls}. */
@DgsComponent
class FactorFetcher {

    private final EnrolTotp enrolTotp;
    private final ChangeFactors changeFactors;
    private final SwitchEmailCodes switchEmailCodes;
    private final ResetFactors resetFactors;
    private final Factors factors;

    FactorFetcher(
            EnrolTotp enrolTotp,
            ChangeFactors changeFactors,
            SwitchEmailCodes switchEmailCodes,
            ResetFactors resetFactors,
            Factors factors) {
        this.enrolTotp = enrolTotp;
        this.changeFactors = changeFactors;
        this.switchEmailCodes = switchEmailCodes;
        this.resetFactors = resetFactors;
        this.factors = factors;
    }

    @DgsData(parentType = "User")
    List<SecondFactor> secondFactors(DataFetchingEnvironment environment) {
        User user = Objects.requireNonNull(environment.<User>getSource());
        Caller self = user.requireSelf(Callers.caller(environment));
        return SecondFactor.of(factors.find(self.tenantId(), self.userId()));
    }

    @DgsMutation
    Object enrolTotp(@InputArgument EnrolTotpInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(
                enrolTotp.begin(Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object confirmTotp(@InputArgument ConfirmTotpInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(enrolTotp.confirm(Callers.caller(environment), input.id(), input.code()));
    }

    @DgsMutation
    Object disableTotp(@InputArgument ProofInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(
                changeFactors.disableTotp(Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object regenerateRecoveryCodes(@InputArgument ProofInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(changeFactors.regenerateRecoveryCodes(
                Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object enableEmailCodes(@InputArgument EnrolTotpInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(
                switchEmailCodes.enable(Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object disableEmailCodes(@InputArgument ProofInput input, DataFetchingEnvironment environment) {
        return FactorAnswers.of(
                switchEmailCodes.disable(Callers.caller(environment), Password.of(input.password()), input.code()));
    }

    @DgsMutation
    Object sendFactorCode(@InputArgument SendFactorCodeInput input, DataFetchingEnvironment environment) {
        return switch (switchEmailCodes.send(Callers.caller(environment), input.factor())) {
            case null -> Refusal.of(SignInRefusal.FACTOR_NOT_ENROLLED, SignInRefusal.FACTOR_NOT_ENROLLED.meaning());
            case IssueResult.Issued(IssuedCode code) -> SignInCodeSent.of(code);
            case IssueResult.SentTooOften refused -> CodeRefusal.of(refused);
        };
    }

    @DgsMutation
    Object resetSecondFactors(@InputArgument ResetSecondFactorsInput input, DataFetchingEnvironment environment) {
        return Refusals.answer(resetFactors.reset(Callers.caller(environment), input.userId(), input.checkedReason()));
    }
}
