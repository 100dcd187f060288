import type * as TypeScript from '@tslab/typescript-for-tslab';
import { stockTs } from './tslab.js';

/** Where tslab keeps the declarations of earlier cells. */
const EARLIER_CELLS = /(^|\/)__prev__\.d\.ts$/;

/**
 * tslab writes `exports.a` for each name `a` that an earlier cell declared. Where names stand for
 * properties it goes wrong, and this helps it, in objects as in destructuring:
 * - `{ a }`, with a variable `a` of an earlier cell, it overlooks, because there the compiler takes
 *   the name for the property; the cell would say "a is not defined". It becomes `{ a: exports.a }`.
 * - `{ a: b }` takes apart a value whose type, with its property `a`, an earlier cell declared.
 *   tslab takes that for a variable; the cell would not even parse. It becomes `{ "a": b }`.
 */
export function clarifyPropertyNames(
  checker: TypeScript.TypeChecker,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (stockTs.isShorthandPropertyAssignment(node)) {
        const variable = checker.getShorthandAssignmentValueSymbol(node);
        if (isOfEarlierCell(variable)) return expanded(node);
      }
      if (isRenamedProperty(node) && isOfEarlierCell(checker.getSymbolAtLocation(node))) {
        return stockTs.setTextRange(factory.createStringLiteral(node.text), node);
      }
      return stockTs.visitEachChild(node, visit, context);
    };
    const expanded = (node: TypeScript.ShorthandPropertyAssignment): TypeScript.Node => {
      const name = node.name.text;
      const value = factory.createPropertyAccessExpression(
        factory.createIdentifier('exports'),
        name,
      );
      const whereAbsent = node.objectAssignmentInitializer;
      return stockTs.setTextRange(
        factory.createPropertyAssignment(
          name,
          whereAbsent
            ? factory.createAssignment(
                value,
                stockTs.visitNode(whereAbsent, visit) as TypeScript.Expression,
              )
            : value,
        ),
        node,
      );
    };
    return (file) => stockTs.visitEachChild(file, visit, context);
  };
}

/** The `a` of `{ a: b }`, in a declaration or parameter, or in an object or assignment. */
function isRenamedProperty(node: TypeScript.Node): node is TypeScript.Identifier {
  if (!stockTs.isIdentifier(node)) return false;
  const { parent } = node;
  return stockTs.isBindingElement(parent)
    ? parent.propertyName === node
    : stockTs.isPropertyAssignment(parent) && parent.name === node;
}

function isOfEarlierCell(symbol: TypeScript.Symbol | undefined): boolean {
  return (symbol?.declarations ?? []).some((one) =>
    EARLIER_CELLS.test(one.getSourceFile().fileName),
  );
}
