package dev.coffer.bonus.template;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code template.graphqls}. */
final class TemplateInputs {

    private static final String CONTENT = "input.content";

    private TemplateInputs() {}

    /** {@code SaveBonusTemplateInput}. */
    record SaveInput(String code, @Nullable Integer version, TemplateForm content) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong, or else every contradiction */
        SaveBonusTemplate.Command toCommand(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            checks.read("input.code", this::checkedCode);
            Integer read = checks.read("input.version", this::checkedVersion);
            TemplateContent checked = ContentReader.read(currencies, CONTENT, content, checks);
            Contradictions.require(CONTENT, checked);
            return new SaveBonusTemplate.Command(
                    caller.tenantId(),
                    code,
                    Objects.requireNonNull(read),
                    FormJson.canonical(content, currencies),
                    checked,
                    caller.userId());
        }

        private String checkedCode() {
            if (!BonusTemplate.CODE.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "A template's code is 3 to 40 upper-case letters, digits and hyphens.");
            }
            return code;
        }

        private int checkedVersion() {
            if (version == null) {
                return 0;
            }
            if (version < 1 || version == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A version is 1 or more, not " + version + ".");
            }
            return version;
        }
    }

    /** {@code PublishBonusTemplateInput}, {@code PauseBonusTemplateInput}, {@code ArchiveBonusTemplateInput}. */
    record MoveInput(String code, int version) {

        MoveBonusTemplate.Command toCommand(Caller caller) {
            return new MoveBonusTemplate.Command(caller.tenantId(), code, version, caller.userId());
        }
    }
}
