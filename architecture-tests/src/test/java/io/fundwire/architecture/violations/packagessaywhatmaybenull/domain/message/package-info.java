/// Says nothing.
package io.fundwire.architecture.violations.packagessaywhatmaybenull.domain.message;
