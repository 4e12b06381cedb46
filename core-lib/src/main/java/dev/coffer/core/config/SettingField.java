package dev.coffer.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one field of a setting, on a component of its record. The component's type says how values are written, see
 * {@link SettingType}; a component of type {@link Secret} is encrypted at rest and never shown.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface SettingField {

    /** The default, written as a change would write it. A secret has none: "". */
    String value();

    /** What it does, in a sentence for the person who changes it. */
    String description();

    /** The least value allowed, itself included; for a text and a secret the least length. "" for no bound. */
    String min() default "";

    /** The greatest value allowed, itself included; for a text and a secret the greatest length. "" for no bound. */
    String max() default "";

    /** How many decimals a decimal number may have. */
    int decimals() default 6;

    /** What a text must match as a whole, a regular expression; "" for anything. */
    String pattern() default "";

    /** The name of another field of the same record, of the same type, that this one may not exceed; "" for none. */
    String atMost() default "";

    /** Whether a tenant may have a value of its own. */
    boolean perTenant() default true;
}
