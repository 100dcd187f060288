import type * as TypeScript from '@tslab/typescript-for-tslab';
import { stockTs } from './tslab.js';

/** Where tslab keeps the declarations of earlier cells. */
const EARLIER_CELLS = /(^|\/)__prev__\.d\.ts$/;

/**
 * Writes `{ a }` as `{ a: exports.a }` where an earlier cell declared `a`, in objects as in
 * destructuring assignments. tslab rewrites the names of earlier cells itself, but overlooks this
 * form, because there the compiler takes the name for the property: the cell would say "a is not
 * defined".
 */
export function expandShorthandProperties(
  checker: TypeScript.TypeChecker,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (!stockTs.isShorthandPropertyAssignment(node) || !isOfEarlierCell(node)) {
        return stockTs.visitEachChild(node, visit, context);
      }
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

  function isOfEarlierCell(node: TypeScript.ShorthandPropertyAssignment): boolean {
    const declarations = checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? [];
    return declarations.some((one) => EARLIER_CELLS.test(one.getSourceFile().fileName));
  }
}
